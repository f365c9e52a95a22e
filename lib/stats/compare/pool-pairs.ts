import { criticalT, twoSidedP } from '../student-t';

/** What one pair of runs says: a step (of logarithms, or a difference) and its standard error. */
export interface PairEstimate {
  step: number;
  error: number;
}

/** What the pairs say together. */
export interface PooledEstimate extends PairEstimate {
  low: number;
  high: number;
  /** Two-sided: how often chance alone would show as much. */
  p: number;
  /** The deviation between pairs beyond what their own errors explain. */
  between: number;
}

const NORMAL_DF = 1e6;

/**
 * Pairs of runs as one: a random-effects mean whose variance between pairs is DerSimonian and Laird's
 * (1986), with the interval of Hartung and Knapp (2001), never narrower than the fixed one (Röver et al.
 * 2015). Of one pair, its own interval. Undefined where there is none.
 */
export function poolPairs(
  pairs: readonly PairEstimate[],
  level = 0.95,
): PooledEstimate | undefined {
  const usable = pairs.filter(({ step, error }) => Number.isFinite(step) && Number.isFinite(error));
  const [first] = usable;
  if (first === undefined) return undefined;
  const floored = usable.map(({ step, error }) => ({ step, error: Math.max(error, 1e-9) }));
  const between = betweenPairs(floored);
  const weights = floored.map(({ error }) => 1 / (error ** 2 + between ** 2));
  const total = sum(weights);
  const step = sum(floored.map((pair, at) => pair.step * (weights[at] ?? 0))) / total;
  const spread =
    floored.length < 2
      ? 1
      : sum(floored.map((pair, at) => (weights[at] ?? 0) * (pair.step - step) ** 2)) /
        (floored.length - 1);
  const error = Math.sqrt(Math.max(1, spread) / total);
  const df = floored.length < 2 ? NORMAL_DF : floored.length - 1;
  const reach = criticalT(1 - level, df) * error;
  const p = twoSidedP(step / error, df);
  return { step, error, low: step - reach, high: step + reach, p, between };
}

function betweenPairs(pairs: readonly PairEstimate[]): number {
  if (pairs.length < 2) return 0;
  const weights = pairs.map(({ error }) => 1 / error ** 2);
  const total = sum(weights);
  const mean = sum(pairs.map(({ step }, at) => step * (weights[at] ?? 0))) / total;
  const q = sum(pairs.map(({ step }, at) => (weights[at] ?? 0) * (step - mean) ** 2));
  const scale = total - sum(weights.map((weight) => weight ** 2)) / total;
  return Math.sqrt(Math.max(0, (q - (pairs.length - 1)) / scale));
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
