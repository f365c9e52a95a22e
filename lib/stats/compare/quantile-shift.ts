import { createRandom } from '../random';
import { criticalT } from '../student-t';
import { blockLength } from './block-length';
import { exceedances } from './exceedances';
import { resampleBlocks } from './resample-blocks';
import { type ComparedSecond, columnEdges, SecondTable } from './second-table';

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

const MIN_SECONDS = 10;

/** How much each part of the distribution moved, with 95 % bands: where a run is slower, not only whether. */
export function quantileShift(
  base: readonly ComparedSecond[],
  candidate: readonly ComparedSecond[],
  { resamples = 500, seed = 1 } = {},
): QuantileShift[] {
  const edges = columnEdges(base, candidate);
  const [a, b] = [base, candidate].map((seconds, stream) => {
    const table = new SecondTable(seconds, edges);
    const point = table.quantiles(table.all(), SHIFT_QUANTILES);
    const { length, correction } = blockLength(exceedances(seconds, point[18] ?? 0));
    const draws: number[][] = [];
    if (seconds.length >= MIN_SECONDS)
      resampleBlocks(table, length, resamples, createRandom(seed, stream), (counts) =>
        draws.push(table.quantiles(counts, SHIFT_QUANTILES).map(Math.log)),
      );
    return { point, draws, correction, df: Math.max(1, seconds.length / length - 1) };
  });
  if (a === undefined || b === undefined) return [];
  return SHIFT_QUANTILES.flatMap((q, index) => {
    const [baseUs, candidateUs] = [a.point[index], b.point[index]];
    if (!baseUs || !candidateUs) return [];
    const step = Math.log(candidateUs / baseUs);
    const shift = { q, baseUs, candidateUs, change: Math.expm1(step) };
    const [va, vb] = [a, b].map(
      ({ draws, correction }) => correction * varianceOf(draws.map((draw) => draw[index])),
    );
    const error = Math.sqrt((va ?? Number.NaN) + (vb ?? Number.NaN));
    if (!Number.isFinite(error)) return shift;
    const reach = criticalT(0.05, Math.min(a.df, b.df)) * error;
    return { ...shift, low: Math.expm1(step - reach), high: Math.expm1(step + reach) };
  });
}

function varianceOf(values: readonly (number | undefined)[]): number {
  if (values.length < 2) return Number.NaN;
  const known = values.map((value) => value ?? Number.NaN);
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  return known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (known.length - 1);
}
