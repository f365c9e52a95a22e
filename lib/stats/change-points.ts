import { createRandom, type Random } from './random';
import { meanOf, welchP } from './student-t';

/** Where a series goes over to another level. */
export interface ChangePoint {
  /** Index of the first value of the new level. */
  index: number;
  /** Means of the levels before and after, up to the next change points. */
  before: number;
  after: number;
  /** (after − before) / before; undefined where `before` is 0. */
  change: number | undefined;
  p: number;
}

export interface ChangePointOptions {
  /** Less than this share of shuffles may be cut as well; 0.02 if left out. */
  maxP?: number;
  /** And the levels must differ by Welch's t-test at this level; 0.001 if left out. */
  maxWelchP?: number;
  /** Values that a level has at least; 3 if left out. */
  minLength?: number;
}

const PERMUTATIONS = 499;
const SEED = 1;

/**
 * Change points of the mean by E-divisive (Matteson and James 2014): each stretch is cut where the energy
 * distance between its parts is greatest, as long as fewer than `maxP` of 499 shuffles of it can be cut as
 * well. The shuffles are always the same, so that the answer is too. What then does not hold between its
 * neighbours by Welch's t-test is taken back, the weakest first (as in Hunter, Fleming et al. 2023).
 */
export function changePoints(
  series: readonly number[],
  { maxP = 0.02, maxWelchP = 0.001, minLength = 3 }: ChangePointOptions = {},
): ChangePoint[] {
  const random = createRandom(SEED);
  const cuts = new Map<number, number>();
  const divide = (from: number, to: number) => {
    const stretch = series.slice(from, to);
    const best = bestCut(stretch, minLength);
    if (best === undefined) return;
    const p = permutationP(stretch, best.q, minLength, random);
    if (p >= maxP) return;
    cuts.set(from + best.cut, p);
    divide(from, from + best.cut);
    divide(from + best.cut, to);
  };
  divide(0, series.length);
  for (;;) {
    const indexes = [...cuts.keys()].sort((a, b) => a - b);
    const points = indexes.map((cut, at) =>
      pointAt(series, indexes[at - 1] ?? 0, cut, indexes[at + 1] ?? series.length),
    );
    const weakest = points.reduce(
      (worst: ChangePoint | undefined, point) => (point.p > (worst?.p ?? -1) ? point : worst),
      undefined,
    );
    if (weakest === undefined || weakest.p < maxWelchP)
      return points.map((point) => ({
        ...point,
        p: Math.max(point.p, cuts.get(point.index) ?? 0),
      }));
    cuts.delete(weakest.index);
  }
}

/** The share of shuffles that can be cut at least as well, the series itself among them. */
function permutationP(
  stretch: readonly number[],
  q: number,
  minLength: number,
  random: Random,
): number {
  const shuffled = [...stretch];
  let asGood = 1;
  for (let round = 0; round < PERMUTATIONS; round++) {
    for (let left = shuffled.length - 1; left > 0; left--) {
      const chosen = Math.floor(random() * (left + 1));
      [shuffled[left], shuffled[chosen]] = [shuffled[chosen] ?? 0, shuffled[left] ?? 0];
    }
    if ((bestCut(shuffled, minLength)?.q ?? 0) >= q) asGood++;
  }
  return asGood / (PERMUTATIONS + 1);
}

function pointAt(series: readonly number[], from: number, cut: number, to: number): ChangePoint {
  const [left, right] = [series.slice(from, cut), series.slice(cut, to)];
  const [before, after] = [meanOf(left), meanOf(right)];
  const change = before === 0 ? undefined : (after - before) / before;
  return { index: cut, before, after, change, p: welchP(left, right) };
}

/** Where m·n/(m+n) times the energy distance (α = 1) of the two parts is greatest; undefined for too few. */
function bestCut(
  stretch: readonly number[],
  minLength: number,
): { cut: number; q: number } | undefined {
  const { length } = stretch;
  const distance = (i: number, j: number) => Math.abs((stretch[i] ?? 0) - (stretch[j] ?? 0));
  /** Sums of distances within the left part, within the right one, and across. */
  let [left, right, across] = [0, 0, 0];
  for (let i = 0; i < length; i++) for (let j = i + 1; j < length; j++) right += distance(i, j);
  let best: { cut: number; q: number } | undefined;
  for (let cut = 1; cut <= length - minLength; cut++) {
    const moved = cut - 1;
    let [toLeft, toRight] = [0, 0];
    for (let i = 0; i < moved; i++) toLeft += distance(i, moved);
    for (let j = cut; j < length; j++) toRight += distance(moved, j);
    left += toLeft;
    right -= toRight;
    across += toRight - toLeft;
    if (cut < minLength) continue;
    const [m, n] = [cut, length - cut];
    const energy =
      (2 * across) / (m * n) - (2 * left) / (m * (m - 1)) - (2 * right) / (n * (n - 1));
    const q = ((m * n) / (m + n)) * energy;
    if (best === undefined || q > best.q) best = { cut, q };
  }
  return best;
}
