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

  #size: number;

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
    return this.#line.size;
  }

  /** More slots go to those in line at once; slots too many go as they are released. */
  resize(size: number): void {
    this.#size = size;
    while (this.#inUse < size && this.#line.size > 0) {
      this.#inUse += 1;
      this.#passOn();
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
    if (this.#inUse > this.#size || this.#line.size === 0) this.#inUse -= 1;
    else this.#passOn();
  }

  /** Gives a slot that is counted as in use to whoever has waited longest. */
  #passOn(): void {
    const [next] = this.#line;
    if (!next) return;
    this.#line.delete(next);
    next.take();
  }
}
