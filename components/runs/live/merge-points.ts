/** Points by time: a new one at the same time replaces the old one. */
export function mergePoints<Point extends { atMs: number }>(
  before: readonly Point[],
  news: readonly Point[],
): Point[] {
  const byTime = new Map(before.map((point) => [point.atMs, point]));
  for (const point of news) byTime.set(point.atMs, point);
  return [...byTime.values()].sort((a, b) => a.atMs - b.atMs);
}
