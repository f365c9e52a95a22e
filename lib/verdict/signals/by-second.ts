import type { EvidenceSecond, RoleSeries } from '../evidence';

const SECOND_MS = 1000;

/** A series' last value within each second; undefined where it was not read in it. */
export function bySecond(
  series: RoleSeries | undefined,
  seconds: readonly EvidenceSecond[],
): (number | undefined)[] {
  const values = new Map<number, number>();
  for (const { atMs, value } of series?.points ?? [])
    values.set(Math.floor(atMs / SECOND_MS), value);
  return seconds.map(({ atMs }) => values.get(Math.floor(atMs / SECOND_MS)));
}
