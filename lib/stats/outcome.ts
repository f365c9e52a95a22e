/** What became of one request. The order is the code stored in a sample row: only ever append. */
export const OUTCOMES = [
  'ok',
  'rpcError',
  'httpError',
  'timeout',
  'networkError',
  'aborted',
  'dropped',
] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** Requests by outcome; `dropped` arrivals were never sent, so they are not requests. */
export type OutcomeCounts = Record<Outcome, number>;

export function emptyOutcomeCounts(): OutcomeCounts {
  return {
    ok: 0,
    rpcError: 0,
    httpError: 0,
    timeout: 0,
    networkError: 0,
    aborted: 0,
    dropped: 0,
  };
}

/** Requests that were sent. Aborted ones count: they left, and the run's end cut them off. */
export function requestsOf(counts: OutcomeCounts): number {
  return (
    counts.ok +
    counts.rpcError +
    counts.httpError +
    counts.timeout +
    counts.networkError +
    counts.aborted
  );
}

/** Strict failures: every sent request that did not succeed, except those we cut off ourselves. */
export function failuresOf(counts: OutcomeCounts): number {
  return counts.rpcError + counts.httpError + counts.timeout + counts.networkError;
}

/**
 * Whether an outcome has a latency that belongs in the percentiles: an answer of any kind, or a
 * time-out (at least that long). A refused connection's 0.2 ms would only flatter them.
 */
export function hasLatency(outcome: Outcome): boolean {
  switch (outcome) {
    case 'ok':
    case 'rpcError':
    case 'httpError':
    case 'timeout':
      return true;
    case 'networkError':
    case 'aborted':
    case 'dropped':
      return false;
  }
}
