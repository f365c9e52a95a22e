import type { Connection } from './database';
import type { TrajectoryRow } from './trajectory-row';

export interface TrajectoryFilter {
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
    ): { rows: TrajectoryRow[]; total: number } {
      const success = successOnly ? 1 : 0;
      return {
        rows: pageMatching.all(jobOrdinal, success, minReward, limit, offset),
        total: countMatching.get(jobOrdinal, success, minReward) ?? 0,
      };
    },
  };
}
