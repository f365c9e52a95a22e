/** P(|T| > |t|) of Student's t with `df` degrees of freedom (Abramowitz and Stegun 26.7.1). */
export function twoSidedP(t: number, df: number): number {
  if (!Number.isFinite(t)) return 0;
  return incompleteBeta(df / (df + t * t), df / 2, 0.5);
}

/** The t that |T| exceeds with probability `p`, by bisection to 1e-9. */
export function criticalT(p: number, df: number): number {
  let [low, high] = [0, 1];
  while (twoSidedP(high, df) > p) high *= 2;
  for (let step = 0; step < 100 && high - low > 1e-9; step++) {
    const middle = (low + high) / 2;
    if (twoSidedP(middle, df) > p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
];

/** ln Γ(x) for x > 0: Lanczos' series with g = 7, to about 15 digits. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  let series = LANCZOS[0] ?? 0;
  for (let term = 1; term < LANCZOS.length; term++) series += (LANCZOS[term] ?? 0) / (x - 1 + term);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(series);
}

/**
 * The regularised incomplete beta function I_x(a, b), a and b above 0, x from 0 to 1: the continued fraction
 * of Abramowitz and Stegun 26.5.8 by Lentz's method.
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x),
  );
  return (front * fractionOf(x, a, b)) / a;
}

function fractionOf(x: number, a: number, b: number): number {
  const apart = (value: number) => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / apart(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  const step = (numerator: number) => {
    d = 1 / apart(1 + numerator * d);
    c = apart(1 + numerator / c);
    fraction *= c * d;
    return Math.abs(c * d - 1);
  };
  for (let m = 1; m <= 500; m++) {
    step((m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)));
    if (step((-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))) < 1e-15) break;
  }
  return fraction;
}

/** What a t-test knows of values: their number, their mean, and the sum of squared distances from it. */
export interface Level {
  count: number;
  mean: number;
  squares: number;
}

/** How often chance alone would part two means as much, the noise being the same: Student's t-test, two-sided. */
export function pooledP(a: Level, b: Level): number {
  const df = a.count + b.count - 2;
  const variance = ((a.squares + b.squares) / df) * (1 / a.count + 1 / b.count);
  return df < 1 ? 1 : partedP(a.mean - b.mean, variance, df);
}

/** The same where the noise may differ: Welch's t-test, two-sided. Fewer than two values say nothing: 1. */
export function welchP(a: Level, b: Level): number {
  if (a.count < 2 || b.count < 2) return 1;
  const va = a.squares / (a.count - 1) / a.count;
  const vb = b.squares / (b.count - 1) / b.count;
  const df = (va + vb) ** 2 / (va ** 2 / (a.count - 1) + vb ** 2 / (b.count - 1));
  return partedP(a.mean - b.mean, va + vb, df);
}

function partedP(difference: number, variance: number, df: number): number {
  if (variance === 0) return difference === 0 ? 1 : 0;
  return twoSidedP(difference / Math.sqrt(variance), df);
}
