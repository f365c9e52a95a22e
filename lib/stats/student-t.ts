import { incompleteBeta } from './incomplete-beta';

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
