import { medianOf } from './series';

/** Running medians over `width` (odd) values; undefined where fewer than half of them are there. */
export function smooth(
  values: readonly (number | undefined)[],
  width: number,
): (number | undefined)[] {
  const half = Math.floor(width / 2);
  return values.map((_, index) => {
    const around = values.slice(Math.max(0, index - half), index + half + 1);
    const present = around.filter((value) => value !== undefined);
    return present.length * 2 < around.length ? undefined : medianOf(present);
  });
}
