import type { PlotPoint } from '@/components/charts/series';
import type { TrendSeries } from '@/lib/trends/model';

/** Runs evenly spaced, with their intervals, and the mean of the level that each belongs to. */
export function trendPoints({ points, changes }: TrendSeries): PlotPoint[] {
  const cuts = changes.filter(({ answer }) => answer !== 'dismissed').map(({ index }) => index);
  const edges = [0, ...cuts, points.length];
  const baseline = points.find(({ isBaseline }) => isBaseline)?.value;
  const levels = edges.slice(1).flatMap((end, level) => {
    const part = points.slice(edges[level], end);
    const mean = part.reduce((sum, { value }) => sum + value, 0) / part.length;
    return part.map(() => mean);
  });
  return points.map(({ value, low, high }, x) => ({
    x,
    values: { value, low, high, level: cuts.length === 0 ? undefined : levels[x], baseline },
  }));
}
