/** What took longer than it may. */
export class TimeLimitError extends Error {
  constructor(limitMs: number) {
    super(`It took longer than ${limitMs / 1000} s.`);
  }
}

/**
 * Runs work under a signal that is aborted with `parent`'s reason, or with a TimeLimitError after `limitMs`. Instead of
 * AbortSignal.any over AbortSignal.timeout: of such a signal Node 20 may collect the timer before its time, and what
 * hangs then hangs for ever.
 */
export async function withTimeLimit<T>(
  limitMs: number,
  parent: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  parent?.throwIfAborted();
  const controller = new AbortController();
  const follow = () => controller.abort(parent?.reason);
  parent?.addEventListener('abort', follow, { once: true });
  const timer = setTimeout(() => controller.abort(new TimeLimitError(limitMs)), limitMs);
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    parent?.removeEventListener('abort', follow);
  }
}
