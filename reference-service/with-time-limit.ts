import type { Clock } from './clock';

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
