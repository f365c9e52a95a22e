const WINDOW_MS = 1000;

export interface RateDecision {
  allowed: boolean;
  /** Requests a second. */
  limit: number;
  remaining: number;
  /** Whole seconds since 1970, when the count begins anew. */
  resetAtSeconds: number;
}

/** Counts requests in windows of one second by the clock on the wall. */
export function createRateLimiter(limit: number): (epochMs: number) => RateDecision {
  let window = Number.NaN;
  let taken = 0;
  return (epochMs) => {
    const current = Math.floor(epochMs / WINDOW_MS);
    if (current !== window) {
      window = current;
      taken = 0;
    }
    taken += 1;
    return {
      allowed: taken <= limit,
      limit,
      remaining: Math.max(0, limit - taken),
      resetAtSeconds: current + 1,
    };
  };
}
