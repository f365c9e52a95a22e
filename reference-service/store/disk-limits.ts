import type { BatchedWriter } from './batched-writer';

interface DiskLimitsParts {
  writer: BatchedWriter;
  maxTrajectories: number;
  /** How many trajectories there are to begin with. */
  kept: number;
  /** Each deletes some, and returns how many. */
  pruneTrajectories(): number;
  pruneJobs(): number;
}

/** Keeps the database within its limits, some rows a transaction, so that nobody waits for it long. */
export class DiskLimits {
  #kept: number;
  #pruning = false;

  constructor(private readonly parts: DiskLimitsParts) {
    this.#kept = parts.kept;
  }

  /** To be told of every trajectory that is committed. */
  async trajectoryWritten(): Promise<void> {
    this.#kept += 1;
    if (this.#kept <= this.parts.maxTrajectories || this.#pruning) return;
    this.#pruning = true;
    try {
      while (this.#kept > this.parts.maxTrajectories) {
        const gone = await this.parts.writer.write(this.parts.pruneTrajectories);
        if (gone === 0) return;
        this.#kept -= gone;
      }
    } finally {
      this.#pruning = false;
    }
  }

  /** To be told of every job that ends. */
  async jobEnded(): Promise<void> {
    await this.parts.writer.write(this.parts.pruneJobs);
  }
}
