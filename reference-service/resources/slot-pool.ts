interface Waiter {
  take(): void;
}

/**
 * A bounded number of slots, handed out first come, first served: a released slot passes straight to
 * whoever has waited longest, so nobody can overtake the line.
 */
export class SlotPool {
  #inUse = 0;
  // A set keeps the order of arrival and lets an aborted waiter leave the middle of the line at once.
  readonly #line = new Set<Waiter>();

  constructor(readonly size: number) {}

  get inUse(): number {
    return this.#inUse;
  }

  get waiting(): number {
    return this.#line.size;
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
    if (this.#inUse < this.size) {
      this.#inUse += 1;
      return undefined;
    }
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        this.#line.delete(waiter);
        reject(signal?.reason);
      };
      const waiter: Waiter = {
        take: () => {
          signal?.removeEventListener('abort', giveUp);
          resolve();
        },
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#line.add(waiter);
    });
  }

  #release(): void {
    const [next] = this.#line;
    if (!next) {
      this.#inUse -= 1;
      return;
    }
    this.#line.delete(next);
    next.take();
  }
}
