import type { ScoredTrajectory } from '../training/collect-batch';
import { taskPlans } from '../training/environment';

/** A step as the wire has it. */
export interface StoredStep {
  state: string;
  action: string;
  result: string;
  timestamp: string;
  duration_ms: number;
}

export interface TrajectoryRow {
  id: string;
  job_ordinal: number;
  query: string;
  /** JSON of StoredStep[]. */
  steps: string;
  reward: number;
  normalized_reward: number | null;
  advantage: number | null;
  execution_time_ms: number;
  success: 0 | 1;
  created_at_ms: number;
}

export function toTrajectoryRow(
  job: { id: string; ordinal: number },
  iteration: number,
  trajectory: ScoredTrajectory,
): TrajectoryRow {
  const { task, steps } = trajectory;
  const stages = taskPlans[task.kind].length;
  const stored = steps.map(
    ({ stage, kind, result, atMs, durationMs }): StoredStep => ({
      state: `${task.kind}, stage ${stage + 1} of ${stages}`,
      action: kind,
      result,
      timestamp: new Date(atMs).toISOString(),
      duration_ms: roundTo3(durationMs),
    }),
  );
  return {
    id: `${job.id}-${iteration}-${trajectory.index + 1}`,
    job_ordinal: job.ordinal,
    query: task.query,
    steps: JSON.stringify(stored),
    reward: trajectory.reward,
    normalized_reward: trajectory.normalizedReward ?? null,
    advantage: trajectory.advantage ?? null,
    execution_time_ms: roundTo3(trajectory.executionTimeMs),
    success: trajectory.success ? 1 : 0,
    created_at_ms: trajectory.createdAtMs,
  };
}

function roundTo3(value: number): number {
  return Math.round(value * 1000) / 1000;
}
