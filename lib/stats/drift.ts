export interface DriftPoint {
  x: number;
  y: number;
}

export interface Drift {
  /** The median slope of all pairs, y per x. */
  slope: number;
  /** Its 95 % interval. */
  low: number;
  high: number;
  /** Of the line with that slope through the medians. */
  intercept: number;
  /** Two-sided, that there is no drift at all. */
  p: number;
}

const Z = 1.959964;
const MIN_POINTS = 7;

/**
 * The drift of a series by Theil and Sen (Sen 1968), with the interval that Kendall's statistic gives, and
 * the test of Mann and Kendall. Both allow for values that are like their neighbours (Hamed and Rao 1998).
 * Undefined for fewer than seven points. Quadratic in their number: meant for some hundreds.
 */
export function theilSen(points: readonly DriftPoint[]): Drift | undefined {
  const n = points.length;
  if (n < MIN_POINTS) return undefined;
  const slopes: number[] = [];
  for (const [i, a] of points.entries())
    for (const b of points.slice(i + 1)) if (b.x !== a.x) slopes.push((b.y - a.y) / (b.x - a.x));
  if (slopes.length === 0) return undefined;
  slopes.sort((a, b) => a - b);
  const slope = median(slopes);
  const intercept =
    median(sorted(points.map(({ y }) => y))) - slope * median(sorted(points.map(({ x }) => x)));
  const inflation = likeness(points.map(({ x, y }) => y - slope * x));
  const deviation = Math.sqrt((inflation * n * (n - 1) * (2 * n + 5)) / 18);
  const half = Z * deviation;
  const at = (rank: number) => slopes[Math.max(0, Math.min(slopes.length - 1, rank))] ?? Number.NaN;
  return {
    slope,
    intercept,
    low: at(Math.floor((slopes.length - half) / 2) - 1),
    high: at(Math.ceil((slopes.length + half) / 2)),
    p: mannKendall(
      points.map(({ y }) => y),
      inflation,
    ).p,
  };
}

/** By how much the variance of Kendall's statistic grows because ranks of what is left are alike in time. */
function likeness(residuals: readonly number[]): number {
  const n = residuals.length;
  const ranks = residuals.map((value) =>
    residuals.reduce((rank, other) => rank + Math.sign(value - other), 0),
  );
  const variance = ranks.reduce((sum, rank) => sum + rank * rank, 0);
  if (variance === 0) return 1;
  let sum = 0;
  for (let lag = 1; lag <= n / 4; lag++) {
    let product = 0;
    for (let t = lag; t < n; t++) product += (ranks[t] ?? 0) * (ranks[t - lag] ?? 0);
    const raw = product / variance;
    // Short series look less alike than they are (Kendall 1954).
    const correlation = raw + (1 + 3 * raw) / n;
    if (correlation <= 0) break;
    sum += (n - lag) * (n - lag - 1) * (n - lag - 2) * correlation;
  }
  return Math.max(1, 1 + (2 * sum) / (n * (n - 1) * (n - 2)));
}

function sorted(values: number[]): number[] {
  return values.sort((a, b) => a - b);
}

function median(values: readonly number[]): number {
  const middle = values.length >> 1;
  const high = values[middle] ?? 0;
  return values.length % 2 === 1 ? high : (high + (values[middle - 1] ?? 0)) / 2;
}

export interface Trend {
  /** Two-sided: how often chance alone would show as much. */
  p: number;
  /** Theil–Sen: the median slope of all pairs, per step; undefined for fewer than two values. */
  slope: number | undefined;
}

/**
 * Whether values rise or fall, whatever their distribution. Mann–Kendall with its normal approximation and
 * the correction for ties (Mann 1945, Kendall 1975); the slope is Theil and Sen's (Sen 1968). Quadratic
 * in the number of values: meant for some hundreds. `inflation` widens the variance for values that are like
 * their neighbours.
 */
export function mannKendall(values: readonly number[], inflation = 1): Trend {
  const n = values.length;
  let s = 0;
  const slopes: number[] = [];
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      const rise = (values[j] ?? 0) - (values[i] ?? 0);
      s += Math.sign(rise);
      slopes.push(rise / (j - i));
    }
  slopes.sort((a, b) => a - b);
  const [low, high] = [(slopes.length - 1) >> 1, slopes.length >> 1].map((index) => slopes[index]);
  const slope = low === undefined || high === undefined ? undefined : (low + high) / 2;
  const variance =
    (inflation * (spread(n) - ties(values).reduce((sum, t) => sum + spread(t), 0))) / 18;
  if (s === 0 || variance <= 0) return { p: 1, slope };
  const z = (Math.abs(s) - 1) / Math.sqrt(variance);
  return { p: 2 * (1 - normalCdf(z)), slope };
}

function spread(n: number): number {
  return n * (n - 1) * (2 * n + 5);
}

/** Sizes of the groups of equal values. */
function ties(values: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].filter((count) => count > 1);
}

/**
 * The standard normal's distribution function, to 7.5e-8: Abramowitz and Stegun, Handbook of Mathematical
 * Functions, 26.2.17.
 */
export function normalCdf(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const series =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return z >= 0 ? 1 - tail : tail;
}
