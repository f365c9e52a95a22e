import type { Clock } from '../clock';

/** One thing to do inside the next transaction. */
interface QueuedChange {
  queuedAtMs: number;
  apply(): void;
  succeed(): void;
  fail(error: unknown): void;
}

interface WriterParts {
  clock: Clock;
  /** Runs all of it in one transaction, which is undone if it throws. */
  transact(work: () => void): void;
  /** Asked before each transaction, which waits for what it returns, if anything, while others queue. */
  beforeCommit?(): Promise<void> | undefined;
  /** Told how long each committed change had waited, in ms. */
  onCommitted?(waitedMs: number): void;
}

const MAX_DELAY_MS = 5;
const MAX_BATCH_SIZE = 250;

/**
 * The one way anything is written: changes wait in a queue and commit together, 5 ms after the first of
 * them or as soon as 250 wait, in the order they came.
 */
export class BatchedWriter {
  #queue: QueuedChange[] = [];
  /** The batch of a transaction that takes its time; the next one can only begin after it. */
  #inFlight: QueuedChange[] | undefined;
  #cancelTimer: (() => void) | undefined;
  #closed = false;

  constructor(private readonly parts: WriterParts) {}

  /** How many changes wait. */
  get depth(): number {
    return this.#queue.length + (this.#inFlight?.length ?? 0);
  }

  /** Resolves with what the change returned once it is committed; rejects if it threw. */
  write<T>(change: () => T): Promise<T> {
    if (this.#closed) return Promise.reject(new Error('The database writer is closed.'));
    return new Promise<T>((resolve, reject) => {
      let result: T;
      this.#queue.push({
        queuedAtMs: this.parts.clock.monotonicMs(),
        apply: () => {
          result = change();
        },
        succeed: () => resolve(result),
        fail: reject,
      });
      if (this.#inFlight) return;
      if (this.#queue.length >= MAX_BATCH_SIZE) this.#flush();
      else this.#cancelTimer ??= this.parts.clock.after(MAX_DELAY_MS, () => this.#flush());
    });
  }

  /** Resolves when everything queued before the call is committed. */
  async settled(): Promise<void> {
    if (this.depth > 0) await this.write(() => undefined);
  }

  /** Commits what waits, and refuses anything more. */
  close(): void {
    this.#closed = true;
    this.#cancelTimer?.();
    const waiting = [...(this.#inFlight ?? []), ...this.#queue.splice(0)];
    this.#inFlight = undefined;
    if (waiting.length > 0) this.#commit(waiting);
  }

  #flush(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const batch = this.#queue.splice(0, MAX_BATCH_SIZE);
    const ready = this.parts.beforeCommit?.();
    if (ready) void this.#commitAfter(ready, batch);
    else this.#commit(batch);
  }

  async #commitAfter(ready: Promise<void>, batch: QueuedChange[]): Promise<void> {
    this.#inFlight = batch;
    await ready;
    // Closed in the meantime, it is committed already.
    if (this.#inFlight !== batch) return;
    this.#inFlight = undefined;
    this.#commit(batch);
    while (this.#queue.length > 0 && !this.#inFlight) this.#flush();
  }

  #commit(batch: QueuedChange[]): void {
    try {
      this.parts.transact(() => {
        for (const { apply } of batch) apply();
      });
    } catch {
      // Something in the batch is bad: one by one, only that fails.
      for (const change of batch) this.#commitAlone(change);
      return;
    }
    for (const change of batch) this.#finish(change);
  }

  #commitAlone(change: QueuedChange): void {
    try {
      this.parts.transact(change.apply);
    } catch (error) {
      change.fail(error);
      return;
    }
    this.#finish(change);
  }

  #finish({ queuedAtMs, succeed }: QueuedChange): void {
    this.parts.onCommitted?.(this.parts.clock.monotonicMs() - queuedAtMs);
    succeed();
  }
}
