import type { Stall } from '../evidence';

/** A silence that is shorter tells nothing. */
export const LEAST_STALL_MS = 200;
const LEAST_WAITING = 3;
/** At its end so much of what was in flight is answered, within half its length (at least 100 ms). */
const RELEASED = 0.7;
const RELEASE_MS = 100;

/** Requests in the order in which they ended; times are ms from the run's start. */
export interface RequestTimes {
  sentMs: ArrayLike<number>;
  endedMs: ArrayLike<number>;
  /** Index into `names`. */
  endpoints: ArrayLike<number>;
}

/**
 * Silences in which several requests were in flight and none was answered, until nearly all were: a process
 * that stood still looks like this, a slow one does not.
 */
export function findStalls(
  { sentMs, endedMs, endpoints }: RequestTimes,
  names: readonly string[],
): Stall[] {
  const sentInOrder = Float64Array.from(sentMs).sort();
  const stalls: Stall[] = [];
  for (let index = 1; index < endedMs.length; index++) {
    const fromMs = endedMs[index - 1] ?? 0;
    const toMs = endedMs[index] ?? 0;
    const gapMs = toMs - fromMs;
    if (gapMs < LEAST_STALL_MS) continue;
    const waiting = countUpTo(sentInOrder, toMs) - index;
    const end = countUpTo(endedMs, toMs + Math.max(RELEASE_MS, gapMs / 2));
    // Those sent in the silence's second half might just be quick.
    const early = countUpTo(sentInOrder, fromMs + gapMs / 2) - index;
    if (waiting < LEAST_WAITING || early <= 0 || end - index < RELEASED * waiting) continue;
    const waited = new Set<number>();
    for (let request = index; request < end; request++)
      if ((sentMs[request] ?? 0) < toMs) waited.add(endpoints[request] ?? 0);
    const methods = [...waited].map((endpoint) => names[endpoint] ?? '?').sort();
    stalls.push({ fromMs, toMs, waiting, methods });
  }
  return stalls;
}

/** How many values, ascending, are at most `limit`. */
function countUpTo(values: ArrayLike<number>, limit: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
