import { mannKendall } from './mann-kendall';

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
const LEAST_POINTS = 7;

/**
 * The drift of a series by Theil and Sen (Sen 1968), with the interval that Kendall's statistic gives, and
 * the test of Mann and Kendall. Both allow for values that are like their neighbours (Hamed and Rao 1998).
 * Undefined for fewer than seven points. Quadratic in their number: meant for some hundreds.
 */
export function theilSen(points: readonly DriftPoint[]): Drift | undefined {
  const n = points.length;
  if (n < LEAST_POINTS) return undefined;
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
    ...{ slope, intercept },
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
