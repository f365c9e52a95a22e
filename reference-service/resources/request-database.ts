import type { BatchedWriter } from './batched-writer';
import type { SlotPool } from './slot-pool';

/**
 * The database as requests see it: each read, and each write until it is committed, holds one of a
 * bounded pool of connections. The writer and the workers have their own, so that requests that wait for
 * a commit can never keep it from happening.
 */
export class RequestDatabase {
  constructor(
    private readonly pool: SlotPool,
    private readonly writer: BatchedWriter,
  ) {}

  read<T>(query: () => T): Promise<T> {
    return this.pool.use(async () => query());
  }

  /** A read that sees everything that was written before it was asked for. */
  async readSettled<T>(query: () => T): Promise<T> {
    await this.writer.settled();
    return this.read(query);
  }

  write<T>(change: () => T): Promise<T> {
    return this.pool.use(() => this.writer.write(change));
  }
}
