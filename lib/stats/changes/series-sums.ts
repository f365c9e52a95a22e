import type { Level } from '../student-t';

/** A level, then a straight line, then a level, joined: fitted to a stretch of a series. */
interface Ramp {
  /** Of the level before, and of the one after. */
  before: number;
  after: number;
  /** Sum of squared distances from it, and the standard error of after − before. */
  squares: number;
  error: number;
}

/** Sums of a series from its beginning on, by which any stretch of it is known without going through it. */
export interface SeriesSums {
  length: number;
  /** Differences smaller than this are rounding: 1e-12 of the largest value. */
  grain: number;
  /** Values `from` to before `to`. */
  level(from: number, to: number): Level;
  /** Values `from` to before `to`, rising or falling from `start` to `end`, both within. */
  ramp(from: number, start: number, end: number, to: number): Ramp;
}

export function sumsOf(series: readonly number[]): SeriesSums {
  const { length } = series;
  const grain = 1e-12 * series.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  // Around their mean, or the squares of large values would swallow what is between them.
  const centre = series.reduce((sum, value) => sum + value, 0) / Math.max(length, 1);
  const plain = new Float64Array(length + 1);
  const squared = new Float64Array(length + 1);
  const byIndex = new Float64Array(length + 1);
  for (const [index, value] of series.entries()) {
    const y = value - centre;
    plain[index + 1] = (plain[index] ?? 0) + y;
    squared[index + 1] = (squared[index] ?? 0) + y * y;
    byIndex[index + 1] = (byIndex[index] ?? 0) + index * y;
  }
  const over = (sums: Float64Array, from: number, to: number) =>
    (sums[to] ?? 0) - (sums[from] ?? 0);
  const level = (from: number, to: number): Level => {
    const count = to - from;
    const sum = over(plain, from, to);
    const squares = over(squared, from, to) - (sum * sum) / count;
    return {
      count,
      mean: centre + sum / count,
      squares: squares < count * grain * grain ? 0 : squares,
    };
  };
  return {
    length,
    grain,
    level,
    ramp(from, start, end, to) {
      const whole = level(from, to);
      const run = end - start;
      const later = to - 1 - end;
      // Least squares on what goes from 0 at `start` to 1 at `end`.
      const share = (run + 1) / 2 + later;
      const spread =
        ((run + 1) * (2 * run + 1)) / (6 * run) + later - (share * share) / whole.count;
      const rising =
        (over(byIndex, start, end + 1) - start * over(plain, start, end + 1)) / run +
        over(plain, end + 1, to) -
        (share * over(plain, from, to)) / whole.count;
      const rise = rising / spread;
      const squares = Math.max(whole.squares - rising * rise, 0);
      const before = whole.mean - (rise * share) / whole.count;
      return {
        before,
        after: before + rise,
        squares,
        error: Math.sqrt(squares / (whole.count - 2) / spread),
      };
    },
  };
}
