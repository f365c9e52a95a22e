import { type ResampledPair, resampledStep } from './resampled-step';

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
  runs: ResampledPair<{ quantiles: readonly number[] }>,
): QuantileShift[] {
  return SHIFT_QUANTILES.flatMap((q, index) => {
    const [baseUs, candidateUs] = [runs.base, runs.candidate].map(
      ({ point }) => point.quantiles[index],
    );
    if (!baseUs || !candidateUs) return [];
    const shift = { q, baseUs, candidateUs, change: candidateUs / baseUs - 1 };
    const step = resampledStep(
      runs,
      ({ quantiles }) => Math.log(quantiles[index] ?? Number.NaN),
      0.95,
    );
    if (step === undefined) return [shift];
    return [{ ...shift, low: Math.expm1(step.low), high: Math.expm1(step.high) }];
  });
}
