import type { Evidence, Stall } from '../evidence';

const SECOND_MS = 1000;
/** A generator's thread that was late for half of a silence may have made it. */
const OWN_PART = 0.5;

/** The silences that were not the generator's own. */
export function serviceStalls({ seconds, stalls }: Evidence): Stall[] {
  return stalls.filter(({ fromMs, toMs }) => {
    const lags = seconds
      .filter(({ atMs }) => atMs + SECOND_MS > fromMs && atMs <= toMs + SECOND_MS)
      .map(({ generator }) => generator.lagMs);
    // Of a silence that no counted second saw, the load had ended or was paused.
    return lags.length > 0 && Math.max(...lags) < OWN_PART * (toMs - fromMs);
  });
}
