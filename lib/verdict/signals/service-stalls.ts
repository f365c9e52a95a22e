import type { Evidence, Stall } from '../evidence';

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
