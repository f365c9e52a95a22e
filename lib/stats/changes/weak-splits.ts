import { pooledP } from '../student-t';
import type { SeriesSums } from './series-sums';

/** Values of a window, and by how many the next one begins later. */
export const WINDOW = 50;
const STEP = 25;
/** Values that a level has at least. */
export const MIN_LENGTH = 3;
/** The level of Student's t-test at which a split is worth a second look. */
export const WEAK_P = 0.01;

/** Finds splits in ever more of a series: `upTo` is asked with lengths that only grow. */
export interface WeakSplits {
  /** Indexes of the first value after each split, in order. */
  upTo(length: number): number[];
}

/**
 * Splits of a series that may be change points: in windows of 50 values, each begun 25 after the one before,
 * the two parts of greatest energy distance are looked for, and then again on either side. A window that is
 * complete is searched once, so that what it found stays as values are added.
 */
export function createWeakSplits(series: readonly number[], sums: SeriesSums): WeakSplits {
  const complete: number[] = [];
  let start = 0;
  return {
    upTo(length) {
      while (start + WINDOW <= length) {
        complete.push(...splitsOfWindow(series, sums, start, start + WINDOW));
        start += STEP;
      }
      const last = splitsOfWindow(series, sums, start, length);
      return [...new Set([...complete, ...last])].sort((a, b) => a - b);
    },
  };
}

interface Split {
  from: number;
  cut: number;
  to: number;
  /** m·n/(m+n) times the energy distance (α = 1) of the parts, of m and n values. */
  q: number;
}

function splitsOfWindow(
  series: readonly number[],
  sums: SeriesSums,
  start: number,
  end: number,
): number[] {
  const distances = distanceSums(series, start, end);
  const found: number[] = [];
  const divide = (from: number, to: number) => {
    const best = bestSplit(distances, from - start, to - start);
    if (best === undefined) return;
    const [first, cut, last] = [start + best.from, start + best.cut, start + best.to];
    if (pooledP(sums.level(first, cut), sums.level(cut, last)) >= WEAK_P) return;
    divide(from, cut);
    found.push(cut);
    divide(cut, to);
  };
  divide(start, end);
  return found;
}

/** Distances between values a to b and c to d of the window, summed. */
type DistanceSums = (a: number, b: number, c: number, d: number) => number;

function distanceSums(series: readonly number[], start: number, end: number): DistanceSums {
  const width = end - start + 1;
  const sums = new Float64Array(width * width);
  const at = (row: number, column: number) => sums[row * width + column] ?? 0;
  for (let row = 1; row < width; row++) {
    const value = series[start + row - 1] ?? 0;
    let inRow = 0;
    for (let column = 1; column < width; column++) {
      inRow += Math.abs(value - (series[start + column - 1] ?? 0));
      sums[row * width + column] = at(row - 1, column) + inRow;
    }
  }
  return (a, b, c, d) => at(b, d) - at(a, d) - at(b, c) + at(a, c);
}

/**
 * The parts need not fill the stretch: one of them may end, or begin, within it. Otherwise what went up and
 * came back would hide itself, each step seen against a mixture of both levels.
 */
function bestSplit(distances: DistanceSums, from: number, to: number): Split | undefined {
  let best: Split | undefined;
  const consider = (first: number, cut: number, last: number) => {
    const [m, n] = [cut - first, last - cut];
    const across = 2 * distances(first, cut, cut, last);
    const left = (n / (m - 1)) * distances(first, cut, first, cut);
    const right = (m / (n - 1)) * distances(cut, last, cut, last);
    const q = (across - left - right) / (m + n);
    if (best === undefined || q > best.q) best = { from: first, cut, to: last, q };
  };
  for (let cut = from + MIN_LENGTH; cut <= to - MIN_LENGTH; cut++) {
    for (let last = to; last >= cut + MIN_LENGTH; last--) consider(from, cut, last);
    for (let first = from + 1; first <= cut - MIN_LENGTH; first++) consider(first, cut, to);
  }
  return best;
}
