import type { Outcome } from '@/lib/stats/outcome';

/** What became of an HTTP request, by its status and what else was said; no status: no answer came. */
export function httpOutcome(status: number | undefined, error: string): Outcome {
  if (/time[d ]?-?\s?out|ETIMEDOUT|SocketTimeout|deadline exceeded/i.test(error)) return 'timeout';
  if (status === undefined || status === 0) return error === '' ? 'ok' : 'networkError';
  return status >= 400 || error !== '' ? 'httpError' : 'ok';
}
