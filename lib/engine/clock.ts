/** Milliseconds that only ever go forward, with a fraction; and a way to be woken. */
export interface Clock {
  now(): number;
  /** Calls back once, at `atMs` or within the millisecond before. Returns what takes it back. */
  wakeAt(atMs: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  wakeAt(atMs, callback) {
    const delayMs = atMs - performance.now();
    if (delayMs <= 0) {
      const immediate = setImmediate(callback);
      return () => clearImmediate(immediate);
    }
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};
