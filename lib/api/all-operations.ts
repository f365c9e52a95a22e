import type { Operation } from './operation';
import { reviewOperations } from './operations/review-operations';
import { runOperations } from './operations/run-operations';
import { scenarioOperations } from './operations/scenario-operations';
import { targetOperations } from './operations/target-operations';

export const ALL_OPERATIONS: readonly Operation[] = [
  ...runOperations,
  ...scenarioOperations,
  ...targetOperations,
  ...reviewOperations,
];
