import { createRandom, type Random } from '../random';
import { criticalT, twoSidedP } from '../student-t';
import type { SecondTable } from './second-table';

export interface Blocks {
  /** Seconds of a block. */
  length: number;
  /**
   * By how much the bootstrap's variance is too small, because blocks cut the dependence at their ends: the
   * long-run variance by a flat-top window, over the one that blocks of this length see. At least 1.
   */
  correction: number;
}

const MAX_CORRECTION = 3;

/**
 * How long blocks must be to keep what is alike in time together: the automatic choice for the circular
 * block bootstrap of Politis and White (2004), as corrected by Patton, Politis and White (2009).
 */
export function blockLength(series: readonly number[]): Blocks {
  const n = series.length;
  const most = Math.max(1, Math.ceil(Math.min(3 * Math.sqrt(n), n / 3)));
  const lagsLooked = Math.max(5, Math.ceil(Math.sqrt(Math.log10(Math.max(n, 10)))));
  const maxLag = Math.min(n - 1, Math.ceil(Math.sqrt(n)) + lagsLooked + most);
  const covariances = autocovariances(series, maxLag);
  const [variance = 0] = covariances;
  if (n < 8 || variance <= 0) return { length: 1, correction: 1 };

  const m = lastCorrelatedLag(covariances, n, lagsLooked);
  const width = 2 * m;
  let g = 0;
  let longRun = variance;
  for (let lag = 1; lag <= Math.min(width, maxLag); lag++) {
    const weighted = 2 * flatTop(lag / width) * (covariances[lag] ?? 0);
    g += weighted * lag;
    longRun += weighted;
  }
  if (longRun <= 0 || g <= 0) return { length: 1, correction: 1 };
  const optimal = ((2 * g ** 2) / ((4 / 3) * longRun ** 2)) ** (1 / 3) * n ** (1 / 3);
  const length = Math.max(1, Math.min(most, Math.ceil(optimal)));
  let seen = variance;
  for (let lag = 1; lag < Math.min(length, maxLag + 1); lag++)
    seen += 2 * (1 - lag / length) * (covariances[lag] ?? 0);
  const correction = seen <= 0 ? 1 : Math.min(MAX_CORRECTION, Math.max(1, longRun / seen));
  return { length, correction };
}

/** The lag after which so many in a row are not told from 0: |ρ| < 2·√(log10 n / n). */
function lastCorrelatedLag(covariances: readonly number[], n: number, looked: number): number {
  const limit = 2 * Math.sqrt(Math.log10(n) / n) * (covariances[0] ?? 0);
  const isSmall = (lag: number) => Math.abs(covariances[lag] ?? 0) < limit;
  for (let lag = 1; lag + looked <= covariances.length; lag++)
    if (Array.from({ length: looked }, (_, ahead) => lag + ahead).every(isSmall))
      return Math.max(1, lag - 1);
  return Math.max(1, covariances.length - looked);
}

/** Trapezoidal: 1 up to a half, then down to 0 (Politis and Romano 1995). */
function flatTop(x: number): number {
  return x <= 0.5 ? 1 : Math.max(0, 2 * (1 - x));
}

/** Autocovariances of a series at lags 0 to `maxLag`, each divided by n (Priestley 1981, 5.3). */
export function autocovariances(series: readonly number[], maxLag: number): number[] {
  const n = series.length;
  const mean = series.reduce((sum, value) => sum + value, 0) / Math.max(1, n);
  return Array.from({ length: Math.min(maxLag, n - 1) + 1 }, (_, lag) => {
    let sum = 0;
    for (let t = lag; t < n; t++)
      sum += ((series[t] ?? 0) - mean) * ((series[t - lag] ?? 0) - mean);
    return sum / n;
  });
}

/** A run as it was measured, and as it might have come out. */
export interface ResampledRun<Values> {
  point: Values;
  /** The same of each resample; none where the run is too short. */
  draws: Values[];
  /** By how much the variance of the draws is too small; see `Blocks`. */
  correction: number;
  /** How many blocks the run is: what counts as an observation. */
  blocks: number;
}

export interface ResampleOptions {
  resamples: number;
  seed: number;
  /** Tells the sides of a comparison apart, so that their draws are not the same. */
  stream: number;
}

const MIN_SECONDS = 10;

/** How long the blocks of a run are: as long as the surpluses over the two values of `anchorsUs` ask for. */
export function blocksOf(table: SecondTable, anchorsUs: readonly number[]): Blocks {
  const chosen = anchorsUs.map((us) => blockLength(table.exceedances(us)));
  return {
    length: Math.max(1, ...chosen.map((blocks) => blocks.length)),
    correction: Math.max(1, ...chosen.map((blocks) => blocks.correction)),
  };
}

/** Measures a run's seconds, and resamples of them in blocks. */
export function resampleRun<Values>(
  table: SecondTable,
  { length, correction }: Blocks,
  measure: (counts: Int32Array) => Values,
  { resamples, seed, stream }: ResampleOptions,
): ResampledRun<Values> {
  const draws: Values[] = [];
  if (table.length >= MIN_SECONDS)
    resampleBlocks(table, length, resamples, createRandom(seed, stream), (counts) =>
      draws.push(measure(counts)),
    );
  return { point: measure(table.all()), draws, correction, blocks: table.length / length };
}

/**
 * The circular block bootstrap (Politis and Romano 1992): `times` runs of the same length, each made of
 * stretches of `blockLength` seconds drawn from this one; `measure` sees the counts of each.
 */
function resampleBlocks(
  table: SecondTable,
  blockLength: number,
  times: number,
  random: Random,
  measure: (counts: Int32Array) => void,
): void {
  const counts = table.createCounts();
  for (let time = 0; time < times; time++) {
    counts.fill(0);
    for (let filled = 0; filled < table.length; filled += blockLength) {
      const start = Math.floor(random() * table.length);
      table.addBlock(start, Math.min(blockLength, table.length - filled), counts);
    }
    measure(counts);
  }
}

/** Two runs that were resampled; `paired`: in blocks at the same times of both. */
export interface ResampledPair<Values> {
  base: ResampledRun<Values>;
  candidate: ResampledRun<Values>;
  paired: boolean;
}

/**
 * The interval of how far a value moved from base to candidate. Paired, what both runs have at the same
 * time (a ramp) does not count as chance. Undefined where the runs are too short.
 */
export function resampledStep<Values>(
  { base, candidate, paired }: ResampledPair<Values>,
  read: (values: Values) => number,
  level: number,
): Interval | undefined {
  const drawn = [base, candidate].map(({ draws }) => draws.map(read));
  const [a = [], b = []] = drawn;
  const [va, vb] = [varianceOf(a), varianceOf(b)];
  if (va === undefined || vb === undefined) return undefined;
  const scale = Math.sqrt(base.correction * candidate.correction);
  return stepInterval(
    { value: read(base.point), variance: va * base.correction, observations: base.blocks },
    {
      value: read(candidate.point),
      variance: vb * candidate.correction,
      observations: candidate.blocks,
    },
    level,
    paired ? scale * covarianceOf(a, b) : 0,
  );
}

/** One side of a change: its estimate, how much it would vary, and on how many observations that rests. */
interface Estimate {
  value: number;
  variance: number;
  observations: number;
}

export interface Interval {
  low: number;
  high: number;
  /** The standard error of the step, and its degrees of freedom. */
  error: number;
  df: number;
  /** Two-sided: how often chance alone would show as much. */
  p: number;
}

/**
 * The interval of `to − from` by Student's t, with Welch and Satterthwaite's degrees of freedom;
 * `covariance` is that of the two estimates, 0 for independent ones.
 */
function stepInterval(from: Estimate, to: Estimate, level: number, covariance = 0): Interval {
  const step = to.value - from.value;
  const error = Math.sqrt(Math.max(0, from.variance + to.variance - 2 * covariance));
  if (error === 0) return { low: step, high: step, error, df: 1e6, p: step === 0 ? 1 : 0 };
  const df = degreesOfFreedom(from, to);
  const reach = criticalT(1 - level, df) * error;
  return { low: step - reach, high: step + reach, error, df, p: twoSidedP(step / error, df) };
}

function degreesOfFreedom(a: Estimate, b: Estimate): number {
  const part = ({ variance, observations }: Estimate) =>
    variance ** 2 / Math.max(1, observations - 1);
  return Math.max(1, (a.variance + b.variance) ** 2 / (part(a) + part(b)));
}

/** Undefined where there are too few values, or any of them is none. */
function varianceOf(values: readonly number[]): number | undefined {
  if (values.length < 2 || !values.every(Number.isFinite)) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

/** Of values that belong together; 0 where there are too few. */
function covarianceOf(one: readonly number[], other: readonly number[]): number {
  const count = Math.min(one.length, other.length);
  if (count < 2) return 0;
  const mean = (values: readonly number[]) =>
    values.slice(0, count).reduce((sum, value) => sum + value, 0) / count;
  const [a, b] = [mean(one), mean(other)];
  let sum = 0;
  for (let at = 0; at < count; at++) sum += ((one[at] ?? 0) - a) * ((other[at] ?? 0) - b);
  return sum / (count - 1);
}
