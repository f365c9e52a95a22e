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
 * Nagaraja, Order Statistics, 7.1). Exact up to 2,000, then by the normal approximation. Undefined when
 * even the smallest or largest value is not far enough out.
 */
export function quantileRanks(n: number, q: number): RankInterval | undefined {
  const ranks = n <= EXACT_UP_TO ? exactRanks(n, q) : normalRanks(n, q);
  return ranks.low >= 1 && ranks.high <= n ? ranks : undefined;
}

/** How many independent values a quantile needs for such an interval to exist: q^n and (1−q)^n ≤ 2.5 %. */
export function valuesNeeded(q: number): number {
  const tail = Math.log((1 - CONFIDENCE) / 2);
  return Math.ceil(Math.max(tail / Math.log(q), tail / Math.log(1 - q)) - 1e-9);
}

function exactRanks(n: number, q: number): RankInterval {
  const tail = (1 - CONFIDENCE) / 2;
  // The largest rank with P(B < low) ≤ 2.5 %, and the smallest with P(B ≥ high) ≤ 2.5 %.
  let [low, high] = [0, n + 1];
  let below = 0;
  let logChoose = 0;
  for (let k = 0; k <= n; k++) {
    below += Math.exp(logChoose + k * Math.log(q) + (n - k) * Math.log(1 - q));
    if (below <= tail) low = k + 1;
    if (1 - below <= tail + 1e-12) {
      high = k + 1;
      break;
    }
    logChoose += Math.log((n - k) / (k + 1));
  }
  return { low, high };
}

function normalRanks(n: number, q: number): RankInterval {
  const spread = Z * Math.sqrt(n * q * (1 - q));
  return { low: Math.floor(n * q - spread), high: Math.ceil(n * q + spread) + 1 };
}
