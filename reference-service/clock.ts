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

/** Resolves after `delayMs`; rejects at once with the signal's reason when that is aborted. */
export function wait(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const giveUp = () => {
      cancel();
      reject(signal.reason);
    };
    const cancel = clock.after(delayMs, () => {
      signal.removeEventListener('abort', giveUp);
      resolve();
    });
    signal.addEventListener('abort', giveUp, { once: true });
  });
}

export class TimeLimitError extends Error {
  constructor(limitMs: number) {
    super(`It took longer than ${limitMs} ms.`);
  }
}

/**
 * Runs work under a signal that is aborted with the parent's reason, or with a TimeLimitError after
 * `limitMs`. (AbortSignal.any keeps its dependants alive for too long in Node 20.)
 */
export async function withTimeLimit<T>(
  clock: Clock,
  parent: AbortSignal,
  limitMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  parent.throwIfAborted();
  const controller = new AbortController();
  const follow = () => controller.abort(parent.reason);
  parent.addEventListener('abort', follow, { once: true });
  const cancel = clock.after(limitMs, () => controller.abort(new TimeLimitError(limitMs)));
  try {
    return await work(controller.signal);
  } finally {
    cancel();
    parent.removeEventListener('abort', follow);
  }
}

/** A time as the wire has it; null when there is none yet. */
export function isoTime(epochMs: number | undefined): string | null {
  return epochMs === undefined ? null : new Date(epochMs).toISOString();
}
