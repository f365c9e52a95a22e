import type { BatchedWriter } from './batched-writer';
import type { Connection } from './database';

const TRAJECTORIES_PER_TRANSACTION = 500;
const JOBS_PER_TRANSACTION = 20;

interface RetentionParts {
  connection: Connection;
  writer: BatchedWriter;
  /** How many there are to begin with. */
  storedTrajectories: number;
  maxTrajectories: number;
  maxEndedJobs: number;
}

/** Keeps the database within its limits, some rows a transaction, so that nobody waits for it long. */
export class Retention {
  readonly #pruneTrajectories: () => number;
  readonly #pruneJobs: () => number;
  #stored: number;
  #pruning = false;

  constructor(private readonly parts: RetentionParts) {
    this.#pruneTrajectories = createTrajectoryPruner(parts.connection);
    this.#pruneJobs = createJobPruner(parts.connection, parts.maxEndedJobs);
    this.#stored = parts.storedTrajectories;
  }

  /** To be told of every trajectory that is committed. */
  async trajectoryWritten(): Promise<void> {
    this.#stored += 1;
    if (this.#stored <= this.parts.maxTrajectories || this.#pruning) return;
    this.#pruning = true;
    try {
      while (this.#stored > this.parts.maxTrajectories) {
        const deleted = await this.parts.writer.write(this.#pruneTrajectories);
        if (deleted === 0) return;
        this.#stored -= deleted;
      }
    } finally {
      this.#pruning = false;
    }
  }

  /** To be told of every job that ends. */
  async jobEnded(): Promise<void> {
    await this.parts.writer.write(this.#pruneJobs);
  }
}

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
      SELECT sequence FROM trajectories WHERE job_ordinal = ? LIMIT ${TRAJECTORIES_PER_TRANSACTION})`);
  const deleteOldest = connection.prepare<[]>(`
    DELETE FROM trajectories WHERE sequence IN (
      SELECT sequence FROM trajectories ORDER BY sequence LIMIT ${TRAJECTORIES_PER_TRANSACTION})`);
  const markEmpty = connection.prepare<[number]>(
    'UPDATE jobs SET has_trajectories = 0 WHERE ordinal = ?',
  );
  return () => {
    for (;;) {
      const ordinal = oldestEnded.get();
      if (ordinal === undefined) return deleteOldest.run().changes;
      const { changes } = deleteOfJob.run(ordinal);
      if (changes < TRAJECTORIES_PER_TRANSACTION) markEmpty.run(ordinal);
      if (changes > 0) return changes;
    }
  };
}

/**
 * Deletes the jobs that ended longest ago, up to 20 at once, beyond the number that is kept. Those whose
 * trajectories are still there stay until these are pruned. Returns how many went.
 */
export function createJobPruner(connection: Connection, maxEndedJobs: number): () => number {
  const deleteEnded = connection.prepare<[number]>(`
    DELETE FROM jobs WHERE ordinal IN (
      SELECT ordinal FROM jobs WHERE ended_at_ms IS NOT NULL AND has_trajectories = 0
      ORDER BY ended_at_ms
      LIMIT max(0, min(${JOBS_PER_TRANSACTION},
        (SELECT count(*) FROM jobs WHERE ended_at_ms IS NOT NULL) - ?)))`);
  return () => deleteEnded.run(maxEndedJobs).changes;
}
