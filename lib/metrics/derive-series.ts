import { ownValue } from '@/lib/core/own-value';
import { type MetricChart, type MetricRole, type MetricSeries, placeOf, unitOf } from './model';

interface Line {
  key: string;
  label: string;
  values: StepValues;
}

const MAX_LINES = 6;
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
  const drawn = sets.slice(0, MAX_LINES);
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

type Labels = Readonly<Record<string, string>>;

/** Names lines by the labels in which they differ: "POST · /metrics". Empty where there is one line only. */
function lineLabels(all: readonly Labels[]): string[] {
  const names = [...new Set(all.flatMap((labels) => Object.keys(labels)))];
  const differing = names.filter(
    (name) => new Set(all.map((labels) => ownValue(labels, name))).size > 1,
  );
  return all.map((labels) =>
    differing
      .flatMap((name) => {
        const value = ownValue(labels, name);
        return value === undefined || value === '' ? [] : [worded(name, value)];
      })
      .join(' · '),
  );
}

/** A summary's quantile as people say it: "p99". */
function worded(name: string, value: string): string {
  return name === 'quantile' && Number.isFinite(Number(value))
    ? `p${Number((Number(value) * 100).toFixed(3))}`
    : value;
}

/** Series that differ in `label` only, together, in the order of first appearance. */
function labelSets(all: readonly MetricSeries[], label: string): MetricSeries[][] {
  const sets = new Map<string, MetricSeries[]>();
  for (const series of all) {
    const identity = JSON.stringify(Object.entries(withoutLabel(series.labels, label)).sort());
    const set = sets.get(identity);
    if (set === undefined) sets.set(identity, [series]);
    else set.push(series);
  }
  return [...sets.values()];
}

function withoutLabel(labels: Labels, label: string): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => name !== label));
}

/** By the step's beginning, ms from the run's start. */
type StepValues = Map<number, number>;

type Points = Pick<MetricSeries, 'atMs' | 'values'>;

/** The mean of each step's finite values. */
function meansBySteps({ atMs, values }: Points, stepMs: number): StepValues {
  const steps = new Map<number, { sum: number; count: number }>();
  for (const [index, value] of values.entries()) {
    if (!Number.isFinite(value)) continue;
    const step = stepOf(atMs[index] ?? 0, stepMs);
    const before = steps.get(step) ?? { sum: 0, count: 0 };
    steps.set(step, { sum: before.sum + value, count: before.count + 1 });
  }
  return new Map([...steps].map(([step, { sum, count }]) => [step, sum / count]));
}

/** By how much a counter has grown from the end of the step before to the end of each, and in which time. */
function increasesBySteps(
  { atMs, values }: Points,
  stepMs: number,
): Map<number, { increase: number; seconds: number }> {
  const ends = new Map<number, { atMs: number; total: number }>();
  let total = 0;
  let before: number | undefined;
  for (const [index, value] of values.entries()) {
    const at = atMs[index];
    if (at === undefined || !Number.isFinite(value)) continue;
    // A counter that is lower than before began anew: what it tells is what was added.
    if (before !== undefined) total += value >= before ? value - before : value;
    before = value;
    ends.set(stepOf(at, stepMs), { atMs: at, total });
  }
  const steps = [...ends];
  return new Map(
    steps.slice(1).map(([step, end], index) => {
      const start = steps[index]?.[1] ?? end;
      return [step, { increase: end.total - start.total, seconds: (end.atMs - start.atMs) / 1000 }];
    }),
  );
}

/** A counter's increase per second. */
function ratesBySteps(points: Points, stepMs: number): StepValues {
  return new Map(
    [...increasesBySteps(points, stepMs)].map(([step, { increase, seconds }]) => [
      step,
      increase / seconds,
    ]),
  );
}

function stepOf(atMs: number, stepMs: number): number {
  return Math.floor(atMs / stepMs) * stepMs;
}

/** How many observations were at most `le`. */
export interface CumulativeBucket {
  le: number;
  count: number;
}

/**
 * The quantile `q` (0 to 1) of cumulative buckets, as Prometheus' histogram_quantile has it: linear within
 * the bucket that holds it, from 0 in the first; the highest finite bound where it lies beyond that.
 * Undefined without observations, or without a bucket up to +Inf.
 */
export function histogramQuantile(
  q: number,
  buckets: readonly CumulativeBucket[],
): number | undefined {
  const sorted = monotonic([...buckets].sort((a, b) => a.le - b.le));
  const last = sorted.at(-1);
  if (last === undefined || last.le !== Number.POSITIVE_INFINITY) return undefined;
  if (sorted.length < 2 || last.count === 0) return undefined;
  const rank = q * last.count;
  const at = sorted.findIndex(({ count }) => count >= rank);
  const bucket = sorted[at] ?? last;
  const before = sorted[at - 1];
  if (bucket === last) return sorted.at(-2)?.le;
  if (before === undefined && bucket.le <= 0) return bucket.le;
  const { le: from, count: below } = before ?? { le: 0, count: 0 };
  // Only q = 0 finds a bucket with nothing in it.
  if (bucket.count === below) return from;
  return from + (bucket.le - from) * ((rank - below) / (bucket.count - below));
}

/** Buckets are not scraped at one instant: a wider one may have told less than a narrower one. */
function monotonic(sorted: readonly CumulativeBucket[]): CumulativeBucket[] {
  let most = 0;
  return sorted.map(({ le, count }) => {
    most = Math.max(most, count);
    return { le, count: most };
  });
}
