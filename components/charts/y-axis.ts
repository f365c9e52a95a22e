import { type LogAxis, niceAxis, niceLogAxis, withNegative } from './axis';
import type { Gap, Limit, PlotPoint, PlotSeries } from './series';
import { heightOf } from './stack';

export type Scale = 'linear' | 'log';

interface YAxisNeeds {
  points: readonly PlotPoint[];
  series: readonly PlotSeries[];
  limits?: readonly Limit[];
  /** Bands are seen whole. */
  gaps?: readonly Gap[];
  yAtLeast?: number;
  scale?: Scale;
  height: number;
}

/** Round ticks for the lines shown: from zero, or over the powers of ten that they span. */
export function yAxisFor({
  points,
  series,
  limits = [],
  gaps = [],
  yAtLeast = 0,
  scale,
  height,
}: YAxisNeeds): LogAxis {
  let most = Math.max(yAtLeast, ...limits.map(({ value }) => value * 1.15));
  let least = Number.POSITIVE_INFINITY;
  let lowest = 0;
  for (const { values } of points)
    for (const { from, to } of gaps) {
      most = Math.max(most, values[to] ?? 0);
      lowest = Math.min(lowest, values[from] ?? 0);
    }
  for (const point of points)
    for (const line of series) {
      const value = heightOf(point, line, series);
      if (value === undefined) continue;
      most = Math.max(most, value);
      lowest = Math.min(lowest, value);
      if (value > 0) least = Math.min(least, value);
    }
  if (scale === 'log') return niceLogAxis(Math.min(least, most), most);
  const about = Math.max(2, Math.round(height / 48));
  if (lowest < 0) return withNegative(lowest, most, about);
  return { min: 0, ...niceAxis(most, about) };
}
