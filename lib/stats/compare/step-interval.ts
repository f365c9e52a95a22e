import { criticalT, twoSidedP } from '../student-t';

/** One side of a change: its estimate, how much it would vary, and on how many observations that rests. */
export interface Estimate {
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
export function stepInterval(
  from: Estimate,
  to: Estimate,
  level: number,
  covariance = 0,
): Interval {
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
export function varianceOf(values: readonly number[]): number | undefined {
  if (values.length < 2 || !values.every(Number.isFinite)) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

/** Of values that belong together; 0 where there are too few. */
export function covarianceOf(one: readonly number[], other: readonly number[]): number {
  const count = Math.min(one.length, other.length);
  if (count < 2) return 0;
  const mean = (values: readonly number[]) =>
    values.slice(0, count).reduce((sum, value) => sum + value, 0) / count;
  const [a, b] = [mean(one), mean(other)];
  let sum = 0;
  for (let at = 0; at < count; at++) sum += ((one[at] ?? 0) - a) * ((other[at] ?? 0) - b);
  return sum / (count - 1);
}
