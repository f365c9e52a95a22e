import type { Histogram } from './histogram';

/** Values expected on the rarer side of the quantile up to which ranks are exact. */
const EXACT_UP_TO = 2000;
const CONFIDENCE = 0.95;
/** The standard normal's 97.5 % quantile. */
const Z = 1.959963984540054;

/** Ranks (from 1) of the two order statistics that a quantile lies between with 95 % confidence. */
export interface RankInterval {
  low: number;
  high: number;
}

/**
 * Distribution-free: the number of `n` independent values below the `q`-quantile is binomial, so the
 * quantile lies between two order statistics with a known confidence, whatever the distribution (David and
 * Nagaraja, Order Statistics, 7.1). Exact while at most 2,000 values are expected on the rarer side of the
 * quantile, then by the normal approximation, which p99.9 of some thousands is too skew for. Undefined when
 * even the smallest or largest value is not far enough out.
 */
export function quantileRanks(n: number, q: number): RankInterval | undefined {
  const ranks = n * Math.min(q, 1 - q) <= EXACT_UP_TO ? exactRanks(n, q) : normalRanks(n, q);
  return ranks.low >= 1 && ranks.high <= n ? ranks : undefined;
}

/** How many independent values a quantile needs for such an interval to exist: q^n and (1−q)^n ≤ 2.5 %. */
export function valuesNeeded(q: number): number {
  const tail = Math.log((1 - CONFIDENCE) / 2);
  return Math.ceil(Math.max(tail / Math.log(q), tail / Math.log(1 - q)) - 1e-9);
}

/** Counted from the rarer side, so that it takes as many steps as there are values there. */
function exactRanks(n: number, q: number): RankInterval {
  const { few, many } = tailsOf(n, Math.min(q, 1 - q));
  return q < 0.5 ? { low: few, high: many } : { low: n + 1 - many, high: n + 1 - few };
}

/** Of a binomial count: how many counts from 0 have P(≤) at most 2.5 %, and the first with P(≥) at most that. */
function tailsOf(n: number, p: number): { few: number; many: number } {
  const tail = (1 - CONFIDENCE) / 2;
  let few = 0;
  let below = 0;
  let logChoose = 0;
  for (let k = 0; k <= n; k++) {
    below += Math.exp(logChoose + k * Math.log(p) + (n - k) * Math.log1p(-p));
    if (below <= tail) few = k + 1;
    if (1 - below <= tail + 1e-12) return { few, many: k + 1 };
    logChoose += Math.log((n - k) / (k + 1));
  }
  return { few, many: n + 1 };
}

function normalRanks(n: number, q: number): RankInterval {
  const spread = Z * Math.sqrt(n * q * (1 - q));
  return { low: Math.floor(n * q - spread), high: Math.ceil(n * q + spread) + 1 };
}

/** The two values that a quantile lies between with 95 % confidence. */
export interface PercentileInterval {
  lowUs: number;
  highUs: number;
}

/**
 * The interval of `histogram`'s `q`-quantile when its values tell as much as `effective` independent ones,
 * at most as many as there are: each of those stands for count/effective ranks, rounded outwards. Undefined
 * when there are too few.
 */
export function percentileInterval(
  histogram: Histogram,
  q: number,
  effective = histogram.count,
): PercentileInterval | undefined {
  const ranks = quantileRanks(effective, q);
  if (ranks === undefined) return undefined;
  const { count } = histogram;
  // Multiplied first: 29 / n × n may be a little more than 29, and the next rank.
  const lowUs = histogram.valueAtRank(Math.floor((ranks.low * count) / effective), 'lowest');
  const highUs = histogram.valueAtRank(Math.ceil((ranks.high * count) / effective));
  return lowUs === undefined || highUs === undefined ? undefined : { lowUs, highUs };
}

/**
 * How many more requests the `q`-quantile needs for its 95 % interval to exist, when `count` requests so far
 * tell as much as `effective` independent ones and further ones are as much alike. 0 when there are enough.
 */
export function requestsNeeded(q: number, count: number, effective = count): number {
  const missing = valuesNeeded(q) - effective;
  if (missing <= 0) return 0;
  return count === 0 ? missing : Math.ceil((missing * count) / Math.max(1, effective));
}

/** How many values a second had, and how many of them were above the quantile. */
export interface Exceedances {
  count: number;
  above: number;
}

const BATCHES = 15;
const MIN_BATCHES = 8;

/**
 * Exceedances of a known number of seconds, added up in at most 15 batches of equally many, so that what is
 * alike within seconds does not look like chance; seconds in which there was nothing need not be added.
 */
export class ExceedanceBatches {
  private readonly length: number;
  private readonly batches: Exceedances[];

  constructor(seconds: number) {
    this.length = Math.max(1, Math.ceil(seconds / BATCHES));
    this.batches = Array.from({ length: BATCHES }, () => ({ count: 0, above: 0 }));
  }

  /** `second` counts from 0. */
  add(second: number, count: number, above: number): void {
    const batch = this.batches[Math.floor(second / this.length)];
    if (batch === undefined) throw new RangeError(`Second ${second} is beyond the last.`);
    batch.count += count;
    batch.above += above;
  }

  /**
   * How many independent values would tell as much about the quantile as these, which are alike in time: from
   * how much more the share above it varies between batches than chance would make it (batch means for
   * quantiles, Seila 1982; the ratio estimator for batches of unequal size, Cochran, Sampling Techniques,
   * 6.3). Never more than there are. Too few batches: as many as there are.
   */
  effectiveCount(): number {
    const batches = this.batches.filter((batch) => batch.count > 0);
    const count = batches.reduce((sum, batch) => sum + batch.count, 0);
    const above = batches.reduce((sum, batch) => sum + batch.above, 0);
    const share = above / count;
    if (batches.length < MIN_BATCHES || share <= 0 || share >= 1) return count;
    const squares = batches.reduce(
      (sum, batch) => sum + (batch.above - share * batch.count) ** 2,
      0,
    );
    const variance = ((squares / count ** 2) * batches.length) / (batches.length - 1);
    const byChance = (share * (1 - share)) / count;
    return Math.floor(count / Math.max(1, variance / byChance));
  }
}

/** That number for seconds which came in this order. */
export function effectiveCount(seconds: readonly Exceedances[]): number {
  const batches = new ExceedanceBatches(seconds.length);
  for (const [second, { count, above }] of seconds.entries()) batches.add(second, count, above);
  return batches.effectiveCount();
}

const Z_95 = 1.959_963_984_540_054;

/** The 95 % interval of a share of `count` out of `of` (Wilson 1927); undefined for none at all. */
export function wilsonInterval(
  count: number,
  of: number,
): { low: number; high: number } | undefined {
  if (of <= 0) return undefined;
  const share = count / of;
  const z2 = Z_95 ** 2;
  const middle = (share + z2 / (2 * of)) / (1 + z2 / of);
  const reach = (Z_95 / (1 + z2 / of)) * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of ** 2));
  return {
    low: count === 0 ? 0 : middle - reach,
    high: count === of ? 1 : middle + reach,
  };
}
