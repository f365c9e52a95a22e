import type { PlotPoint } from '@/components/charts/series';
import type { TrendSeries } from '@/lib/trends/model';

/** Runs evenly spaced, with their intervals, and the mean of the level, or the line, that each belongs to. */
export function trendPoints({ points, changes, drifts }: TrendSeries): PlotPoint[] {
  const cuts = changes.filter(({ answer }) => answer !== 'dismissed').map(({ index }) => index);
  const inner = [...cuts, ...drifts.flatMap(({ from, to }) => [from, to + 1])];
  const edges = [0, ...inner.sort((a, b) => a - b), points.length];
  const baseline = points.find(({ isBaseline }) => isBaseline)?.value;
  const levels = edges.slice(1).flatMap((end, level) => {
    const part = points.slice(edges[level], end);
    const drift = drifts.find(({ from }) => from === edges[level]);
    if (drift !== undefined)
      return part.map((_, at) => {
        const share = at / (drift.to - drift.from);
        return drift.before + share * (drift.after - drift.before);
      });
    const mean = part.reduce((sum, { value }) => sum + value, 0) / part.length;
    return part.map(() => mean);
  });
  return points.map(({ value, low, high }, x) => ({
    x,
    values: { value, low, high, level: inner.length === 0 ? undefined : levels[x], baseline },
  }));
}
