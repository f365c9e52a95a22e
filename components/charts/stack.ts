import type { PlotPoint, PlotSeries } from './series';

export function isStacked({ look }: PlotSeries): boolean {
  return look === 'stacked';
}

/** How high a line stands at a point: its value, and those of the stack below it. */
export function heightOf(
  { values }: PlotPoint,
  line: PlotSeries,
  series: readonly PlotSeries[],
): number | undefined {
  const value = values[line.key];
  if (value === undefined || !isStacked(line)) return value;
  const below = series.slice(0, series.indexOf(line)).filter(isStacked);
  return below.reduce((sum, { key }) => sum + (values[key] ?? 0), value);
}
