import { normalCdf } from './normal-cdf';

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
