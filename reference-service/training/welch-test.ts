import { incompleteBeta } from './statistics';

export interface WelchResult {
  t: number;
  degreesOfFreedom: number;
  /** Two-sided. */
  pValue: number;
}

/**
 * Welch's t-test of two samples with unequal variances. Undefined when a sample has fewer than two values
 * or neither varies: then there is no error to measure the difference by.
 */
export function welchTest(a: readonly number[], b: readonly number[]): WelchResult | undefined {
  if (a.length < 2 || b.length < 2) return undefined;
  const [first, second] = [squaredError(a), squaredError(b)];
  const total = first.squaredError + second.squaredError;
  if (total === 0) return undefined;
  const t = (first.mean - second.mean) / Math.sqrt(total);
  // Welch–Satterthwaite.
  const degreesOfFreedom =
    total ** 2 /
    (first.squaredError ** 2 / (a.length - 1) + second.squaredError ** 2 / (b.length - 1));
  return { t, degreesOfFreedom, pValue: twoSidedP(t, degreesOfFreedom) };
}

/** P(|T| ≥ |t|) of Student's t. */
export function twoSidedP(t: number, degreesOfFreedom: number): number {
  return incompleteBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5);
}

/** A mean and the square of its standard error, s²/n with the sample variance. */
function squaredError(values: readonly number[]): { mean: number; squaredError: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, squaredError: squares / (values.length - 1) / values.length };
}
