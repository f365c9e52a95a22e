import type { TrainingQuery } from '../training/dataset';

export function trainingQueries(count: number): TrainingQuery[] {
  return Array.from({ length: count }, (_, index) => ({
    query: `Training query ${index}`,
    expected_outcome: { success: true },
  }));
}
