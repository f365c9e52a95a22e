import type { Connection } from './database';

const ROWS_AT_ONCE = 500;
const JOBS_AT_ONCE = 20;

/**
 * Deletes up to 500 trajectories, those of the job that ended longest ago first; when every job that has
 * any is still running, the oldest of all. Returns how many went.
 */
export function createTrajectoryPruner(connection: Connection): () => number {
  const oldestEnded = connection
    .prepare<[], number>(`
      SELECT ordinal FROM jobs WHERE ended_at_ms IS NOT NULL AND has_trajectories = 1
      ORDER BY ended_at_ms LIMIT 1`)
    .pluck();
  const deleteOfJob = connection.prepare<[number]>(`
    DELETE FROM trajectories WHERE sequence IN (
      SELECT sequence FROM trajectories WHERE job_ordinal = ? LIMIT ${ROWS_AT_ONCE})`);
  const deleteOldest = connection.prepare<[]>(`
    DELETE FROM trajectories WHERE sequence IN (
      SELECT sequence FROM trajectories ORDER BY sequence LIMIT ${ROWS_AT_ONCE})`);
  const markEmpty = connection.prepare<[number]>(
    'UPDATE jobs SET has_trajectories = 0 WHERE ordinal = ?',
  );
  return () => {
    for (;;) {
      const ordinal = oldestEnded.get();
      if (ordinal === undefined) return deleteOldest.run().changes;
      const { changes } = deleteOfJob.run(ordinal);
      if (changes < ROWS_AT_ONCE) markEmpty.run(ordinal);
      if (changes > 0) return changes;
    }
  };
}

/**
 * Forgets the jobs that ended longest ago, up to 20 at once, beyond the number that is kept. Those whose
 * trajectories are still there stay until these are pruned. Returns how many went.
 */
export function createJobPruner(connection: Connection, keptJobs: number): () => number {
  const forget = connection.prepare<[number]>(`
    DELETE FROM jobs WHERE ordinal IN (
      SELECT ordinal FROM jobs WHERE ended_at_ms IS NOT NULL AND has_trajectories = 0
      ORDER BY ended_at_ms
      LIMIT max(0, min(${JOBS_AT_ONCE},
        (SELECT count(*) FROM jobs WHERE ended_at_ms IS NOT NULL) - ?)))`);
  return () => forget.run(keptJobs).changes;
}
