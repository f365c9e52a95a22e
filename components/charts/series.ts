import type { Quantity } from '@/lib/core/number';

/** One x position of a chart. A missing value is a gap. */
export interface PlotPoint {
  x: number;
  values: Record<string, number | undefined>;
}

/** One line of a chart. */
export interface PlotSeries {
  key: string;
  label: string;
  /** Its name at its end, where `label` is too long. */
  endLabel?: string;
  /** A CSS colour, normally one of the `--series-…` variables. */
  color: string;
  format: (value: number | undefined) => Quantity;
  /** Its unit in the header of a data column: "ms". */
  unit: string;
  /** `stacked` series stand on those before them; `dots` are measured one by one, and not joined. */
  look?: 'line' | 'dashed' | 'filled' | 'stacked' | 'dots';
}

/** A band between the values of two keys. */
export interface Gap {
  from: string;
  to: string;
  color: string;
  /** The series that it goes with: hidden with it. */
  with?: string;
}

/** A limit on the y axis: the load line. */
export interface Limit {
  value: number;
  label: string;
}

/** A column of the table behind a chart. */
export interface DataColumn {
  header: string;
  values: (number | string | undefined)[];
  /** Of dots: its values are the measured ones, and worth more than those between them. */
  isMeasured?: boolean;
}

export function columnsOf(
  x: { header: string; value: (x: number) => number },
  points: readonly PlotPoint[],
  series: readonly PlotSeries[],
): DataColumn[] {
  return [
    { header: x.header, values: points.map((point) => x.value(point.x)) },
    ...series.map((line) => ({
      header: `${line.label} (${line.unit})`,
      values: points.map((point) => scaled(point.values[line.key], line.unit)),
      ...(line.look === 'dots' && { isMeasured: true }),
    })),
  ];
}

function scaled(value: number | undefined, unit: string): number | undefined {
  if (value === undefined) return undefined;
  return Math.round((unit === '%' ? value * 100 : value) * 1000) / 1000;
}

/** Puts an empty point where `stepMs` was skipped, so that no line runs through nothing. */
export function withGaps(points: readonly PlotPoint[], stepMs: number): PlotPoint[] {
  return points.flatMap((point, index) => {
    const before = points[index - 1];
    const skipped = before !== undefined && point.x - before.x > stepMs * 1.5;
    return skipped ? [{ x: before.x + stepMs, values: {} }, point] : [point];
  });
}

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
