import { createRandom } from '../random';
import { criticalT, twoSidedP } from '../student-t';
import { blockLength } from './block-length';
import { exceedances } from './exceedances';
import { resampleBlocks } from './resample-blocks';
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

const QUANTILES = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99, p999: 0.999 } as const;
const Q_NAMES = Object.keys(QUANTILES) as (keyof typeof QUANTILES)[];
const MIN_SECONDS = 10;

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
): MetricChange[] {
  const edges = columnEdges(base, candidate);
  const sides = [base, candidate].map((seconds, side) =>
    sideOf(seconds, new SecondTable(seconds, edges), resamples, seed, side),
  );
  const [a, b] = sides;
  if (a === undefined || b === undefined) return [];
  return COMPARED_METRICS.map((metric) => changeOf(metric, a, b, level));
}

interface Side {
  seconds: number;
  point: Values;
  /** By metric, one value for each resample; empty where there is too little to resample. */
  draws: Record<ComparedMetric, number[]>;
  correction: number;
  blocks: number;
}

type Values = Partial<Record<ComparedMetric, number>>;

function sideOf(
  seconds: readonly ComparedSecond[],
  table: SecondTable,
  resamples: number,
  seed: number,
  stream: number,
): Side {
  const point = valuesOf(table, table.all(), table.length);
  const draws = Object.fromEntries(
    COMPARED_METRICS.map((metric) => [metric, [] as number[]]),
  ) as Record<ComparedMetric, number[]>;
  const lengths = [point.p50, point.p95].flatMap((us) =>
    us === undefined ? [] : [blockLength(exceedances(seconds, us))],
  );
  const length = Math.max(1, ...lengths.map((blocks) => blocks.length));
  const correction = Math.max(1, ...lengths.map((blocks) => blocks.correction));
  if (seconds.length >= MIN_SECONDS)
    resampleBlocks(table, length, resamples, createRandom(seed, stream), (counts) => {
      const values = valuesOf(table, counts, table.length);
      for (const metric of COMPARED_METRICS) draws[metric].push(values[metric] ?? Number.NaN);
    });
  return { seconds: seconds.length, point, draws, correction, blocks: seconds.length / length };
}

function valuesOf(table: SecondTable, counts: Float64Array, seconds: number): Values {
  const requests = table.requests(counts);
  const quantiles = table.quantiles(counts, Object.values(QUANTILES));
  const values: Values = {
    mean: table.mean(counts),
    failureRate: requests === 0 ? undefined : table.failures(counts) / requests,
    requestsPerSecond: seconds === 0 ? undefined : requests / seconds,
  };
  for (const [index, name] of Q_NAMES.entries()) values[name] = quantiles[index];
  return values;
}

function changeOf(metric: ComparedMetric, a: Side, b: Side, level: number): MetricChange {
  const [base, candidate] = [a.point[metric], b.point[metric]];
  if (base === undefined || candidate === undefined) return { metric, base, candidate };
  const isDifference = metric === 'failureRate';
  const scale = isDifference ? (value: number) => value : Math.log;
  const back = isDifference ? (value: number) => value : (value: number) => Math.expm1(value);
  const change = back(scale(candidate) - scale(base));
  const found = { metric, base, candidate, change: Number.isFinite(change) ? change : undefined };
  const [va, vb] = [varianceOf(a.draws[metric].map(scale)), varianceOf(b.draws[metric].map(scale))];
  if (va === undefined || vb === undefined || found.change === undefined) return found;
  const [wide, narrow] = [va * a.correction, vb * b.correction];
  const error = Math.sqrt(wide + narrow);
  if (error === 0) return { ...found, low: change, high: change, p: change === 0 ? 1 : 0 };
  const df = degreesOfFreedom(wide, a.blocks - 1, narrow, b.blocks - 1);
  const step = scale(candidate) - scale(base);
  const reach = criticalT(1 - level, df) * error;
  return {
    ...found,
    low: back(step - reach),
    high: back(step + reach),
    p: twoSidedP(step / error, df),
  };
}

/** Welch and Satterthwaite's. */
function degreesOfFreedom(va: number, dfa: number, vb: number, dfb: number): number {
  const sum = va ** 2 / Math.max(1, dfa) + vb ** 2 / Math.max(1, dfb);
  return sum === 0 ? 1e6 : Math.max(1, (va + vb) ** 2 / sum);
}

/** Undefined where any draw is none. */
function varianceOf(draws: readonly number[]): number | undefined {
  if (draws.length < 2 || !draws.every(Number.isFinite)) return undefined;
  const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
  return draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (draws.length - 1);
}
