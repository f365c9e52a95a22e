export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Mean and population standard deviation; undefined of nothing. */
export function meanAndDeviation(
  values: readonly number[],
): { mean: number; deviation: number } | undefined {
  if (values.length === 0) return undefined;
  const mean = sum(values) / values.length;
  return { mean, deviation: Math.sqrt(squaredDeviations(values, mean) / values.length) };
}

/**
 * Welch's t-test of two samples with unequal variances, two-sided. Undefined when a sample has fewer than
 * two values or neither varies: then there is no error to measure the difference by.
 */
export function welchTest(
  a: readonly number[],
  b: readonly number[],
): { t: number; degreesOfFreedom: number; pValue: number } | undefined {
  if (a.length < 2 || b.length < 2) return undefined;
  const [first, second] = [standardError(a), standardError(b)];
  const squaredError = first.squaredError + second.squaredError;
  if (squaredError === 0) return undefined;
  const t = (first.mean - second.mean) / Math.sqrt(squaredError);
  // Welch–Satterthwaite.
  const degreesOfFreedom =
    squaredError ** 2 /
    (first.squaredError ** 2 / (a.length - 1) + second.squaredError ** 2 / (b.length - 1));
  return { t, degreesOfFreedom, pValue: twoSidedP(t, degreesOfFreedom) };
}

/** A mean and the square of its standard error, s²/n with the sample variance. */
function standardError(values: readonly number[]): { mean: number; squaredError: number } {
  const mean = sum(values) / values.length;
  const variance = squaredDeviations(values, mean) / (values.length - 1);
  return { mean, squaredError: variance / values.length };
}

function squaredDeviations(values: readonly number[], mean: number): number {
  return values.reduce((total, value) => total + (value - mean) ** 2, 0);
}

/** P(|T| ≥ |t|) of Student's t. */
export function twoSidedP(t: number, degreesOfFreedom: number): number {
  return incompleteBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5);
}

/** I_x(a, b), the regularised incomplete beta function, for 0 ≤ x ≤ 1 and a, b > 0. */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The continued fraction converges fast only below the mean; above it, I_x(a,b) = 1 - I_{1-x}(b,a).
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const logFront =
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x);
  return (Math.exp(logFront) * continuedFraction(x, a, b)) / a;
}

/** Lentz's method for the fraction of Abramowitz & Stegun 26.5.8. */
function continuedFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 300; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    let change = 1;
    for (const numerator of [even, odd]) {
      d = 1 / away(1 + numerator * d);
      c = away(1 + numerator / c);
      change = c * d;
      fraction *= change;
    }
    if (Math.abs(change - 1) < 1e-15) break;
  }
  return fraction;
}

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
];

/** ln Γ(x) for x > 0 (Lanczos, g = 7, nine terms: about 15 digits). */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const shifted = x - 1;
  const series = LANCZOS.reduce(
    (total, coefficient, index) =>
      total + (index === 0 ? coefficient : coefficient / (shifted + index)),
    0,
  );
  const t = shifted + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(series);
}
