import type { Connection } from './database';

const MAX_CHECKPOINTS = 5;

interface CheckpointScore {
  id: string;
  iteration: number;
  score: number;
}

export interface Checkpoint extends CheckpointScore {
  jobOrdinal: number;
  logits: Float64Array;
  createdAtMs: number;
}

interface CheckpointRow {
  id: string;
  job_ordinal: number;
  iteration: number;
  score: number;
  logits: Buffer;
  created_at_ms: number;
}

export type CheckpointStore = ReturnType<typeof createCheckpointStore>;

/** The checkpoints, as SQLite keeps them: the best five of each job. */
export function createCheckpointStore(connection: Connection) {
  const insert = connection.prepare<[CheckpointRow]>(`
    INSERT INTO checkpoints (id, job_ordinal, iteration, score, logits, created_at_ms)
    VALUES (@id, @job_ordinal, @iteration, @score, @logits, @created_at_ms)`);
  const remove = connection.prepare<[string]>('DELETE FROM checkpoints WHERE id = ?');
  const scoresOfJob = connection.prepare<[number], CheckpointScore>(
    'SELECT id, iteration, score FROM checkpoints WHERE job_ordinal = ?',
  );
  const byId = connection.prepare<[string], CheckpointRow>(
    'SELECT * FROM checkpoints WHERE id = ?',
  );

  const ranking = (jobOrdinal: number) => rankCheckpoints(scoresOfJob.all(jobOrdinal));
  return {
    /** Best first. */
    ranking,
    /** Keeps a checkpoint and drops what is then not among the best five; returns the best one's id. */
    save({ id, jobOrdinal, iteration, score, logits, createdAtMs }: Checkpoint): string {
      const bytes = Buffer.from(logits.buffer, logits.byteOffset, logits.byteLength);
      const created_at_ms = createdAtMs;
      insert.run({ id, job_ordinal: jobOrdinal, iteration, score, logits: bytes, created_at_ms });
      for (const worse of checkpointsToDrop(scoresOfJob.all(jobOrdinal))) remove.run(worse.id);
      return ranking(jobOrdinal)[0]?.id ?? id;
    },
    find(id: string): Checkpoint | undefined {
      const row = byId.get(id);
      if (!row) return undefined;
      // Copied: the bytes of a Buffer need not begin where a Float64Array may.
      const logits = new Float64Array(Uint8Array.from(row.logits).buffer);
      const { iteration, score } = row;
      return {
        id,
        jobOrdinal: row.job_ordinal,
        iteration,
        score,
        logits,
        createdAtMs: row.created_at_ms,
      };
    },
  };
}

/** Best first; of equal ones the later, which has seen more. */
export function rankCheckpoints<T extends CheckpointScore>(checkpoints: readonly T[]): T[] {
  return [...checkpoints].sort((a, b) => b.score - a.score || b.iteration - a.iteration);
}

/** The checkpoints that are not among the best five. */
export function checkpointsToDrop<T extends CheckpointScore>(checkpoints: readonly T[]): T[] {
  return rankCheckpoints(checkpoints).slice(MAX_CHECKPOINTS);
}
