import type { ResampledRun } from './resample-run';
import { stepInterval, varianceOf } from './step-interval';

export const SHIFT_QUANTILES = [
  ...Array.from({ length: 19 }, (_, index) => (index + 1) / 20),
  ...[0.97, 0.98, 0.99, 0.995, 0.999],
] as const;

/** The change at one quantile, as shares of the base (0.1: ten per cent more); µs. */
export interface QuantileShift {
  q: number;
  baseUs: number;
  candidateUs: number;
  change: number;
  low?: number;
  high?: number;
}

/** How much each part of the distribution moved, with 95 % bands; values of both runs at SHIFT_QUANTILES. */
export function quantileShift(
  base: ResampledRun<readonly number[]>,
  candidate: ResampledRun<readonly number[]>,
): QuantileShift[] {
  return SHIFT_QUANTILES.flatMap((q, index) => {
    const [baseUs, candidateUs] = [base.point[index], candidate.point[index]];
    if (!baseUs || !candidateUs) return [];
    const shift = { q, baseUs, candidateUs, change: candidateUs / baseUs - 1 };
    const [a, b] = [base, candidate].map(({ draws, correction, blocks, point }) => {
      const variance = varianceOf(draws.map((draw) => Math.log(draw[index] ?? Number.NaN)));
      return variance === undefined
        ? undefined
        : {
            value: Math.log(point[index] ?? Number.NaN),
            variance: variance * correction,
            observations: blocks,
          };
    });
    if (a === undefined || b === undefined) return [shift];
    const { low, high } = stepInterval(a, b, 0.95);
    return [{ ...shift, low: Math.expm1(low), high: Math.expm1(high) }];
  });
}
