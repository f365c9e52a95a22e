/** Room of one letter of 11 px, about. */
const LETTER = 6;
const APART = 8;

interface Placed {
  /** The row it is written in; undefined: no row has room for it. */
  row: number | undefined;
  /** Written to the left of its place, because the right edge is too near. */
  leftward: boolean;
}

/** Rows for labels at these places, none over another. */
export function labelRows(
  labels: readonly { x: number; label: string }[],
  rows: number,
  right: number,
): Placed[] {
  const taken: [from: number, to: number][][] = Array.from({ length: rows }, () => []);
  return labels.map(({ x, label }) => {
    const width = label.length * LETTER + APART;
    const leftward = x + width > right;
    const [from, to] = leftward ? [x - width, x] : [x, x + width];
    const row = taken.findIndex((spans) => spans.every((span) => to <= span[0] || from >= span[1]));
    taken[row]?.push([from, to]);
    return { row: row < 0 ? undefined : row, leftward };
  });
}

/** Moves positions apart until each keeps `distance` from the next, and inside [min, max]. */
export function spread(
  positions: readonly number[],
  distance: number,
  [min, max]: readonly [number, number],
): number[] {
  const order = positions.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y);
  let floor = min;
  for (const item of order) {
    item.y = Math.max(item.y, floor);
    floor = item.y + distance;
  }
  let ceiling = max;
  for (const item of order.toReversed()) {
    item.y = Math.min(item.y, ceiling);
    ceiling = item.y - distance;
  }
  const result = [...positions];
  for (const item of order) result[item.index] = item.y;
  return result;
}
