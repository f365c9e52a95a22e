/** What one metric was at a load. */
export interface LoadValue {
  load: number;
  value: number;
}

/** Where measured values pass a limit. */
export type Crossing =
  /** Somewhere between the last load that held and the first that did not. */
  | { state: 'crosses'; load: number; low: number; high: number; isMonotone: boolean }
  /** Not up to the largest load that was measured. */
  | { state: 'not-reached'; above: number }
  /** Already at the smallest. */
  | { state: 'below-all'; below: number };

/**
 * Where values first pass `max`: on the straight line between the last load before and the first beyond.
 * Several values at one load count as their median. `isMonotone` is false where a larger load held again.
 * Undefined without values.
 */
export function findCrossing(values: readonly LoadValue[], max: number): Crossing | undefined {
  const loads = [...new Set(values.map(({ load }) => load))].sort((a, b) => a - b);
  const levels = loads.map((load) => ({
    load,
    value: medianOf(values.filter((one) => one.load === load).map(({ value }) => value)),
  }));
  const last = levels.at(-1);
  if (last === undefined) return undefined;
  const at = levels.findIndex(({ value }) => value > max);
  const [before, beyond] = [levels[at - 1], levels[at]];
  if (beyond === undefined) return { state: 'not-reached', above: last.load };
  if (before === undefined) return { state: 'below-all', below: beyond.load };
  const share = (max - before.value) / (beyond.value - before.value);
  return {
    state: 'crosses',
    load: before.load + share * (beyond.load - before.load),
    low: before.load,
    high: beyond.load,
    isMonotone: levels.slice(at).every(({ value }) => value > max),
  };
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? 0)) / 2;
}
