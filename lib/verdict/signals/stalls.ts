import type { Evidence, Stall } from '../evidence';

/** A silence that is shorter tells nothing. */
const MIN_STALL_MS = 200;
const MIN_WAITING = 3;
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
    if (gapMs < MIN_STALL_MS) continue;
    const waiting = countUpTo(sentInOrder, toMs) - index;
    const end = countUpTo(endedMs, toMs + Math.max(RELEASE_MS, gapMs / 2));
    // Those sent in the silence's second half might just be quick.
    const early = countUpTo(sentInOrder, fromMs + gapMs / 2) - index;
    if (waiting < MIN_WAITING || early <= 0 || end - index < RELEASED * waiting) continue;
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

const SECOND_MS = 1000;
/** A generator's thread that was late for half of a silence may have made it. */
const OWN_PART = 0.5;

/** Whoever makes so much of the requests must be among those who waited. */
const USUAL_SHARE = 0.15;

/**
 * The silences in which the whole service stood still: not the generator's own, and of all usual methods. If
 * one of them never had to wait, only what the others need was slow.
 */
export function serviceStalls({ seconds, stalls: all }: Evidence): Stall[] {
  const stalls = all.filter(({ fromMs, toMs }) => {
    const lags = seconds
      .filter(({ atMs }) => atMs + SECOND_MS > fromMs && atMs <= toMs + SECOND_MS)
      .map(({ generator }) => generator.lagMs);
    // Of a silence that no counted second saw, the load had ended or was paused.
    return lags.length > 0 && Math.max(...lags) < OWN_PART * (toMs - fromMs);
  });
  const waited = new Set(stalls.flatMap(({ methods }) => methods));
  return usualMethods(seconds).every((name) => waited.has(name)) ? stalls : [];
}

function usualMethods(seconds: Evidence['seconds']): string[] {
  const calls = new Map<string, number>();
  for (const { endpoints } of seconds)
    for (const [name, { requests }] of Object.entries(endpoints))
      calls.set(name, (calls.get(name) ?? 0) + requests);
  const total = [...calls.values()].reduce((sum, count) => sum + count, 0);
  return [...calls].flatMap(([name, count]) => (count >= USUAL_SHARE * total ? [name] : []));
}
