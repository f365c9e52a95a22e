import { twoSidedP } from './student-t';

/** How often chance alone would part the means of two samples as much: Welch's t-test, two-sided. */
export function welchP(a: readonly number[], b: readonly number[]): number {
  if (a.length < 2 || b.length < 2) return 1;
  const [ma, mb] = [meanOf(a), meanOf(b)];
  const [va, vb] = [varianceOf(a, ma) / a.length, varianceOf(b, mb) / b.length];
  if (va + vb === 0) return ma === mb ? 1 : 0;
  const df = (va + vb) ** 2 / (va ** 2 / (a.length - 1) + vb ** 2 / (b.length - 1));
  return twoSidedP(Math.abs(ma - mb) / Math.sqrt(va + vb), df);
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function varianceOf(values: readonly number[], mean: number): number {
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
