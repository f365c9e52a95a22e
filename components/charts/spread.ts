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
