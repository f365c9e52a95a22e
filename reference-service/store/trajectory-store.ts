import { z } from 'zod';
import type { ScoredTrajectory } from '../training/collect-batch';
import { taskPlans } from '../training/environment';
import type { Connection } from './database';

interface TrajectoryFilter {
  successOnly: boolean;
  minReward?: number;
}

export type TrajectoryStore = ReturnType<typeof createTrajectoryStore>;

/** The trajectories, as SQLite keeps them, in the order they were written. */
export function createTrajectoryStore(connection: Connection) {
  const markJob = connection.prepare<[number]>(
    'UPDATE jobs SET has_trajectories = 1 WHERE ordinal = ? AND has_trajectories = 0',
  );
  const insertRow = connection.prepare<[TrajectoryRow]>(`
    INSERT INTO trajectories (job_ordinal, id, query, steps, reward, normalized_reward, advantage,
      execution_time_ms, success, created_at_ms)
    VALUES (@job_ordinal, @id, @query, @steps, @reward, @normalized_reward, @advantage,
      @execution_time_ms, @success, @created_at_ms)`);
  const matching = 'job_ordinal = ? AND success >= ? AND reward >= ?';
  const countMatching = connection
    .prepare<[number, number, number], number>(
      `SELECT count(*) FROM trajectories WHERE ${matching}`,
    )
    .pluck();
  // The page is found in the index alone; only its own rows, steps and all, are then read.
  const pageMatching = connection.prepare<[number, number, number, number, number], TrajectoryRow>(`
    SELECT row.* FROM (
      SELECT sequence FROM trajectories WHERE ${matching} ORDER BY sequence LIMIT ? OFFSET ?
    ) AS page JOIN trajectories AS row USING (sequence) ORDER BY sequence`);
  const countAll = connection.prepare<[], number>('SELECT count(*) FROM trajectories').pluck();

  return {
    insert(row: TrajectoryRow): void {
      markJob.run(row.job_ordinal);
      insertRow.run(row);
    },
    count(): number {
      return countAll.get() ?? 0;
    },
    page(
      jobOrdinal: number,
      { successOnly, minReward = -Number.MAX_VALUE }: TrajectoryFilter,
      limit: number,
      offset: number,
    ): { trajectories: StoredTrajectory[]; total: number } {
      const success = successOnly ? 1 : 0;
      const rows = pageMatching.all(jobOrdinal, success, minReward, limit, offset);
      return {
        trajectories: rows.map(fromTrajectoryRow),
        total: countMatching.get(jobOrdinal, success, minReward) ?? 0,
      };
    },
  };
}

/** A step as the wire has it. */
const storedStepSchema = z.object({
  state: z.string(),
  action: z.string(),
  result: z.string(),
  timestamp: z.string(),
  duration_ms: z.number(),
});
type StoredStep = z.infer<typeof storedStepSchema>;

export interface StoredTrajectory {
  id: string;
  query: string;
  steps: StoredStep[];
  reward: number;
  normalizedReward: number | null;
  advantage: number | null;
  executionTimeMs: number;
  success: boolean;
  createdAtMs: number;
}

/** A row of the table trajectories. Only we write it, so what it says is trusted. */
interface TrajectoryRow {
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

function fromTrajectoryRow(row: TrajectoryRow): StoredTrajectory {
  return {
    id: row.id,
    query: row.query,
    steps: z.array(storedStepSchema).parse(JSON.parse(row.steps)),
    reward: row.reward,
    normalizedReward: row.normalized_reward,
    advantage: row.advantage,
    executionTimeMs: row.execution_time_ms,
    success: row.success === 1,
    createdAtMs: row.created_at_ms,
  };
}

function roundTo3(value: number): number {
  return Math.round(value * 1000) / 1000;
}
