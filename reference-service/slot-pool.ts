interface Waiter {
  take(): void;
}

/**
 * A counting semaphore, first come, first served: a released slot passes straight to whoever has waited
 * longest, so nobody can jump the queue.
 */
export class SlotPool {
  #size: number;
  #inUse = 0;
  // A set keeps the order of arrival, and an aborted waiter leaves the middle of the queue at once.
  readonly #waiters = new Set<Waiter>();

  constructor(size: number) {
    this.#size = size;
  }

  get size(): number {
    return this.#size;
  }

  get inUse(): number {
    return this.#inUse;
  }

  get waiting(): number {
    return this.#waiters.size;
  }

  /** Growing lets waiters in at once; shrinking takes slots back as they are released. */
  resize(size: number): void {
    this.#size = size;
    while (this.#inUse < size && this.#waiters.size > 0) {
      this.#inUse += 1;
      this.#handOver();
    }
  }

  /** Runs work while holding one slot. Rejects with the signal's reason if aborted while waiting. */
  async use<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#acquire(signal);
    try {
      return await work();
    } finally {
      this.#release();
    }
  }

  #acquire(signal?: AbortSignal): Promise<void> | undefined {
    signal?.throwIfAborted();
    if (this.#inUse < this.#size) {
      this.#inUse += 1;
      return undefined;
    }
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        this.#waiters.delete(waiter);
        reject(signal?.reason);
      };
      const waiter: Waiter = {
        take: () => {
          signal?.removeEventListener('abort', giveUp);
          resolve();
        },
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#waiters.add(waiter);
    });
  }

  #release(): void {
    if (this.#inUse > this.#size || this.#waiters.size === 0) this.#inUse -= 1;
    else this.#handOver();
  }

  /** Gives a slot that is counted as in use to whoever has waited longest. */
  #handOver(): void {
    const [next] = this.#waiters;
    if (!next) return;
    this.#waiters.delete(next);
    next.take();
  }
}
