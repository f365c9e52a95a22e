import type { SlotPool } from '../slot-pool';
import type { BatchedWriter } from './batched-writer';

/**
 * The database as requests see it: each read, and each write until it is committed, holds one of a
 * bounded pool of connections. The writer and the workers have their own, so that requests that wait for
 * a commit can never keep it from happening.
 */
export class RequestDatabase {
  constructor(
    private readonly pool: SlotPool,
    private readonly writer: BatchedWriter,
    /** Resolves when a connection that is taken now may be given back; undefined: as soon as it is not used. */
    private readonly holdUntil?: () => Promise<void> | undefined,
  ) {}

  read<T>(query: () => T): Promise<T> {
    return this.#connected(async () => query());
  }

  /** A read that sees everything that was written before it was asked for. */
  async readSettled<T>(query: () => T): Promise<T> {
    await this.writer.settled();
    return this.read(query);
  }

  write<T>(change: () => T): Promise<T> {
    return this.#connected(() => this.writer.write(change));
  }

  #connected<T>(work: () => Promise<T>): Promise<T> {
    const { holdUntil } = this;
    if (!holdUntil) return this.pool.use(work);
    return this.pool.use(async () => {
      const held = holdUntil();
      try {
        return await work();
      } finally {
        await held;
      }
    });
  }
}
