import { Histogram } from '../histogram';
import { type QuantileShift, quantileShift, SHIFT_QUANTILES } from './quantile-shift';
import { type ResampledRun, resampleRun } from './resample-run';
import { type ComparedSecond, columnEdges, SecondTable } from './second-table';
import { stepInterval, varianceOf } from './step-interval';

export const COMPARED_METRICS = [
  'p50',
  'p90',
  'p95',
  'p99',
  'p999',
  'mean',
  'failureRate',
  'requestsPerSecond',
] as const;
export type ComparedMetric = (typeof COMPARED_METRICS)[number];

/** Places of the percentiles among SHIFT_QUANTILES, which one reading of the counts gives. */
const PLACES: Partial<Record<ComparedMetric, number>> = {
  ...{ p50: placeOf(0.5), p90: placeOf(0.9), p95: placeOf(0.95) },
  ...{ p99: placeOf(0.99), p999: placeOf(0.999) },
};

/**
 * The change of one metric between two runs. Latencies are µs. `change`, `low` and `high` are shares of the
 * base (0.1: ten per cent more), but for `failureRate` differences of shares. Undefined: not to be had.
 */
export interface MetricChange {
  metric: ComparedMetric;
  base?: number;
  candidate?: number;
  change?: number;
  /** The interval of `change` at the level asked for. */
  low?: number;
  high?: number;
  /** Two-sided: how often chance alone would show as much of a change. */
  p?: number;
  /** The standard error: of the logarithm of the ratio, or of the failure rates' difference. */
  error?: number;
}

export interface SecondsChange {
  metrics: MetricChange[];
  shift: QuantileShift[];
}

export interface CompareOptions {
  /** What the interval is to cover; 0.95 if left out. */
  level?: number;
  resamples?: number;
  seed?: number;
}

/**
 * What changed from `base` to `candidate`, seconds of two runs. Requests of a run are alike in time, so both
 * are resampled in blocks; percentiles are those of merged counts, never averages.
 */
export function compareSeconds(
  base: readonly ComparedSecond[],
  candidate: readonly ComparedSecond[],
  { level = 0.95, resamples = 2000, seed = 1 }: CompareOptions = {},
): SecondsChange {
  const edges = columnEdges(base, candidate);
  const sideOf = (seconds: readonly ComparedSecond[], stream: number) => {
    const table = new SecondTable(seconds, edges);
    const [p50 = 0, p95 = 0] = table.quantiles(table.all(), [0.5, 0.95]);
    const measure = (counts: Int32Array) => valuesOf(table, counts);
    const run = resampleRun(table, [p50, p95], measure, { resamples, seed, stream });
    return { ...run, point: { ...run.point, ...exactly(seconds) } };
  };
  const [a, b] = [sideOf(base, 0), sideOf(candidate, 1)];
  const quantilesOf = ({ point, draws, ...rest }: ResampledRun<Values>) => ({
    ...{ ...rest, point: point.quantiles },
    draws: draws.map(({ quantiles }) => quantiles),
  });
  return {
    metrics: COMPARED_METRICS.map((metric) => changeOf(metric, a, b, level)),
    shift: quantileShift(quantilesOf(a), quantilesOf(b)),
  };
}

interface Values {
  quantiles: number[];
  mean?: number;
  failureRate?: number;
  requestsPerSecond?: number;
}

function valuesOf(table: SecondTable, counts: Int32Array): Values {
  const requests = table.requests(counts);
  return {
    quantiles: table.quantiles(counts, SHIFT_QUANTILES),
    mean: table.mean(counts),
    failureRate: requests === 0 ? undefined : table.failures(counts) / requests,
    requestsPerSecond: table.length === 0 ? undefined : requests / table.length,
  };
}

/** As on the run's own page: of merged histograms, without the columns that make resampling cheap. */
function exactly(seconds: readonly ComparedSecond[]): Pick<Values, 'quantiles' | 'mean'> {
  const merged = new Histogram();
  for (const { response } of seconds) for (const encoded of response) merged.add(encoded);
  return {
    quantiles: SHIFT_QUANTILES.flatMap((q) => merged.quantile(q) ?? []),
    mean: merged.mean,
  };
}

function placeOf(q: number): number {
  return SHIFT_QUANTILES.indexOf(q);
}

function metricOf(metric: ComparedMetric, values: Values): number | undefined {
  switch (metric) {
    case 'mean':
    case 'failureRate':
    case 'requestsPerSecond':
      return values[metric];
    default:
      return values.quantiles[PLACES[metric] ?? -1];
  }
}

function changeOf(
  metric: ComparedMetric,
  a: ResampledRun<Values>,
  b: ResampledRun<Values>,
  level: number,
): MetricChange {
  const [base, candidate] = [metricOf(metric, a.point), metricOf(metric, b.point)];
  if (base === undefined || candidate === undefined) return { metric, base, candidate };
  const isDifference = metric === 'failureRate';
  const scale = isDifference ? (value: number) => value : Math.log;
  const back = isDifference ? (value: number) => value : Math.expm1;
  const change = back(scale(candidate) - scale(base));
  if (!Number.isFinite(change)) return { metric, base, candidate };
  const [from, to] = [a, b].map(({ point, draws, correction, blocks }) => {
    const drawn = draws.map((values) => scale(metricOf(metric, values) ?? Number.NaN));
    const variance = varianceOf(drawn);
    const value = scale(metricOf(metric, point) ?? Number.NaN);
    return variance === undefined
      ? undefined
      : { value, variance: variance * correction, observations: blocks };
  });
  if (from === undefined || to === undefined) return { metric, base, candidate, change };
  const { low, high, error, p } = stepInterval(from, to, level);
  return { metric, base, candidate, change, low: back(low), high: back(high), error, p };
}
