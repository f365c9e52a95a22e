import { Histogram } from '../histogram';
import { type Blocks, blocksOf, type ResampledPair, resampledStep, resampleRun } from './bootstrap';
import { type ComparedSecond, columnEdges, SecondTable } from './second-table';

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

const SHIFT_QUANTILES = [
  ...Array.from({ length: 19 }, (_, index) => (index + 1) / 20),
  0.97,
  0.98,
  0.99,
  0.995,
  0.999,
] as const;

/** Places of the percentiles among SHIFT_QUANTILES, which one reading of the counts gives. */
const PLACES: Partial<Record<ComparedMetric, number>> = {
  p50: placeOf(0.5),
  p90: placeOf(0.9),
  p95: placeOf(0.95),
  p99: placeOf(0.99),
  p999: placeOf(0.999),
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
  const [a, b] = [base, candidate].map((seconds) => {
    const table = new SecondTable(seconds, edges);
    const [p50 = 0, p95 = 0] = table.quantiles(table.all(), [0.5, 0.95]);
    return { seconds, table, blocks: blocksOf(table, [p50, p95]) };
  }) as [TabledRun, TabledRun];
  const paired = isPaired(a, b);
  const shared = {
    length: Math.max(a.blocks.length, b.blocks.length),
    correction: Math.max(a.blocks.correction, b.blocks.correction),
  };
  const resampled = ({ seconds, table, blocks }: TabledRun, stream: number) => {
    const options = { resamples, seed, stream: paired ? 0 : stream };
    const run = resampleRun(
      table,
      paired ? shared : blocks,
      (counts) => valuesOf(table, counts),
      options,
    );
    return { ...run, point: { ...run.point, ...exactly(seconds) } };
  };
  const runs = { base: resampled(a, 0), candidate: resampled(b, 1), paired };
  return {
    metrics: COMPARED_METRICS.map((metric) => changeOf(metric, runs, level)),
    shift: quantileShift(runs),
  };
}

interface TabledRun {
  seconds: readonly ComparedSecond[];
  table: SecondTable;
  blocks: Blocks;
}

const MIN_PAIRED_BLOCKS = 20;
const LIKE_LENGTH = 0.02;

/** Runs of like length and enough blocks are resampled at the same times; of few, they may agree by chance. */
function isPaired(a: TabledRun, b: TabledRun): boolean {
  const [short, long] = [a, b].map(({ table }) => table.length).sort((x, y) => x - y);
  const length = Math.max(a.blocks.length, b.blocks.length);
  return (
    short !== undefined &&
    long !== undefined &&
    short >= long * (1 - LIKE_LENGTH) &&
    short / length >= MIN_PAIRED_BLOCKS
  );
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
  const merged = Histogram.merged(seconds.flatMap(({ response }) => response));
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
  runs: ResampledPair<Values>,
  level: number,
): MetricChange {
  const [base, candidate] = [runs.base, runs.candidate].map(({ point }) => metricOf(metric, point));
  if (base === undefined || candidate === undefined) return { metric, base, candidate };
  const isDifference = metric === 'failureRate';
  const scale = isDifference ? (value: number) => value : Math.log;
  const back = isDifference ? (value: number) => value : Math.expm1;
  const change = back(scale(candidate) - scale(base));
  if (!Number.isFinite(change)) return { metric, base, candidate };
  const step = resampledStep(
    runs,
    (values) => scale(metricOf(metric, values) ?? Number.NaN),
    level,
  );
  if (step === undefined) return { metric, base, candidate, change };
  const { low, high, error, p } = step;
  return { metric, base, candidate, change, low: back(low), high: back(high), error, p };
}

/** The change at one quantile, as shares of the base (0.1: ten per cent more); µs. */
interface QuantileShift {
  q: number;
  baseUs: number;
  candidateUs: number;
  change: number;
  low?: number;
  high?: number;
}

/** How much each part of the distribution moved, with 95 % bands; values of both runs at SHIFT_QUANTILES. */
function quantileShift(runs: ResampledPair<{ quantiles: readonly number[] }>): QuantileShift[] {
  return SHIFT_QUANTILES.flatMap((q, index) => {
    const [baseUs, candidateUs] = [runs.base, runs.candidate].map(
      ({ point }) => point.quantiles[index],
    );
    if (!baseUs || !candidateUs) return [];
    const shift = { q, baseUs, candidateUs, change: candidateUs / baseUs - 1 };
    const step = resampledStep(
      runs,
      ({ quantiles }) => Math.log(quantiles[index] ?? Number.NaN),
      0.95,
    );
    if (step === undefined) return [shift];
    return [{ ...shift, low: Math.expm1(step.low), high: Math.expm1(step.high) }];
  });
}
