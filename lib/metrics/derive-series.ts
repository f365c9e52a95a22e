import { histogramQuantile } from '@/lib/observe/histogram-quantile';
import { labelSets, lineLabels, withoutLabel } from '@/lib/observe/line-labels';
import { type MetricRole, placeOf } from '@/lib/observe/metric-family';
import { type MetricUnit, unitOf } from '@/lib/observe/metric-unit';
import {
  increasesBySteps,
  meansBySteps,
  ratesBySteps,
  type StepValues,
} from '@/lib/observe/series-steps';
import type { MetricSeries } from './model';

/** One metric as a chart wants it: lines whose values are in `unit`. */
export interface MetricChart {
  metric: string;
  unit: MetricUnit;
  /** `p95`: one line for each of several label sets of a histogram. */
  shows: 'value' | 'rate' | 'quantiles' | 'p95';
  lines: { key: string; label: string }[];
  /** Lines beyond the first six. */
  linesLeftOut: number;
  /** In order of time; a line without a value in a step is absent there. */
  points: { atMs: number; values: Record<string, number> }[];
}

interface Line {
  key: string;
  label: string;
  values: StepValues;
}

const MOST_LINES = 6;
const QUANTILES = [
  ['p50', 0.5],
  ['p95', 0.95],
  ['p99', 0.99],
] as const;

/** The metrics that these series make, in the order of their first appearance. */
export function metricsOf(all: readonly Omit<MetricSeries, 'atMs' | 'values'>[]): string[] {
  const places = all.map(placeOf).filter(({ role }) => role !== 'sum');
  return [...new Set(places.map(({ metric }) => metric))];
}

/**
 * Derives a metric's chart from its series: counters as increase per second, histograms as quantiles of
 * what was observed from step to step, gauges and summaries as they are (the mean of a step). Steps are
 * `stepMs` long. Undefined where no series is part of it.
 */
export function deriveSeries(
  metric: string,
  all: readonly MetricSeries[],
  stepMs: number,
): MetricChart | undefined {
  const own = all.filter((series) => {
    const place = placeOf(series);
    return place.metric === metric && place.role !== 'sum';
  });
  const [first] = own;
  if (first === undefined) return undefined;
  const { role } = placeOf(first);
  const { unit, factor } = unitOf(metric, role);
  const isHistogram = role === 'bucket';
  const sets = isHistogram ? labelSets(own, 'le') : own.map((series) => [series]);
  const drawn = sets.slice(0, MOST_LINES);
  const lines = isHistogram
    ? histogramLines(drawn, stepMs)
    : plainLines(drawn.flat(), role, stepMs);
  return {
    metric,
    unit,
    shows: isHistogram ? (sets.length > 1 ? 'p95' : 'quantiles') : showsOf(role),
    lines: lines.map(({ key, label }) => ({ key, label })),
    linesLeftOut: sets.length - drawn.length,
    points: pointsOf(lines, factor),
  };
}

function showsOf(role: MetricRole): 'value' | 'rate' {
  return role === 'counter' || role === 'count' ? 'rate' : 'value';
}

function plainLines(own: readonly MetricSeries[], role: MetricRole, stepMs: number): Line[] {
  const labels = lineLabels(own.map((series) => series.labels));
  return own.map((series, index) => ({
    key: `s${index}`,
    label: labels[index] || (showsOf(role) === 'rate' ? 'rate' : 'value'),
    values: (showsOf(role) === 'rate' ? ratesBySteps : meansBySteps)(series, stepMs),
  }));
}

/** Of one label set three quantiles; of several the p95 of each. */
function histogramLines(sets: readonly (readonly MetricSeries[])[], stepMs: number): Line[] {
  const [only] = sets;
  if (only !== undefined && sets.length === 1)
    return QUANTILES.map(([key, q]) => ({
      key,
      label: key,
      values: quantilesBySteps(only, q, stepMs),
    }));
  const labels = lineLabels(sets.map(([bucket]) => withoutLabel(bucket?.labels ?? {}, 'le')));
  return sets.map((set, index) => ({
    key: `h${index}`,
    label: labels[index] ?? '',
    values: quantilesBySteps(set, 0.95, stepMs),
  }));
}

function quantilesBySteps(set: readonly MetricSeries[], q: number, stepMs: number): StepValues {
  const steps = new Map<number, { le: number; count: number }[]>();
  for (const series of set) {
    const le = boundOf(series.labels.le);
    for (const [step, { increase }] of increasesBySteps(series, stepMs)) {
      const buckets = steps.get(step) ?? [];
      buckets.push({ le, count: increase });
      steps.set(step, buckets);
    }
  }
  const quantiles: StepValues = new Map();
  for (const [step, buckets] of steps) {
    const value = histogramQuantile(q, buckets);
    if (value !== undefined) quantiles.set(step, value);
  }
  return quantiles;
}

function boundOf(le = ''): number {
  return /^\+?inf$/i.test(le) ? Number.POSITIVE_INFINITY : Number(le);
}

function pointsOf(lines: readonly Line[], factor: number): MetricChart['points'] {
  const steps = new Set(lines.flatMap(({ values }) => [...values.keys()]));
  return [...steps]
    .sort((a, b) => a - b)
    .map((atMs) => ({
      atMs,
      values: Object.fromEntries(
        lines.flatMap(({ key, values }) => {
          const value = values.get(atMs);
          // Nine digits are more than a chart can tell; the rest is noise of the arithmetic.
          return value === undefined ? [] : [[key, Number((value * factor).toPrecision(9))]];
        }),
      ),
    }));
}
