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
