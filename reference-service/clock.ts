/** Time as the service sees it, so that tests can hold it still. */
export interface Clock {
  /** Never goes back; for durations. */
  monotonicMs(): number;
  /** Milliseconds since 1970; for what users read. */
  epochMs(): number;
  /** Calls back once after the delay, unless the returned function is called first. */
  after(delayMs: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  monotonicMs: () => performance.now(),
  epochMs: () => Date.now(),
  after(delayMs, callback) {
    // setTimeout never waits less than 1 ms; below half of one a turn of the event loop is nearer.
    if (delayMs < 0.5) {
      const immediate = setImmediate(callback);
      return () => clearImmediate(immediate);
    }
    const timer = setTimeout(callback, Math.round(delayMs));
    return () => clearTimeout(timer);
  },
};
