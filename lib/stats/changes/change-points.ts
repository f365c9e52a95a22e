import { pooledP, welchP } from '../student-t';
import { type GradualChange, gradualChanges } from './gradual-changes';
import { type SeriesSums, sumsOf } from './series-sums';
import { createWeakSplits, MIN_LENGTH, WEAK_P, WINDOW } from './weak-splits';

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

export interface Changes {
  points: ChangePoint[];
  /** What changed little by little, and is no change point therefore. */
  drifts: GradualChange[];
}

/** The levels of Student's test, whose noise is that of both sides, and of Welch's, which guards it. */
interface Significance {
  pooledP: number;
  welchP: number;
  /** Orders of the values of which the one seen must be one. */
  orders: number;
}

/** Welch's test asks whether few values really agree: one outlier among them does not make a level. */
const STRICT: Significance = { pooledP: 5e-5, welchP: 0.005, orders: 200 };
/** What was reported before stays as long as it holds at these. */
const LENIENT: Significance = { pooledP: WEAK_P, welchP: 0.02, orders: 0 };

/**
 * Change points of the mean, and drifts, by the method of Hunter (Fleming et al. 2023): weak splits first, by
 * E-divisive in sliding windows, of which the weakest is taken back until all hold at a strict level. The
 * series is gone through as it grew: what was reported of its beginning is taken back only when it no longer
 * holds at a lenient level, so that a report does not vanish as values are added. About quadratic in their
 * number: 1,000 take less than a second.
 */
export function changePoints(series: readonly number[]): Changes {
  const sums = sumsOf(series);
  const weak = createWeakSplits(series, sums);
  let cuts: number[] = [];
  for (let length = 2 * MIN_LENGTH; length <= series.length; length++)
    cuts = holding(sums, cuts, weak.upTo(length), length);
  const ramped = gradualChanges(sums, cuts);
  const points = cuts.flatMap((index, at): ChangePoint[] => {
    if (ramped.some(({ stretchFrom, stretchTo }) => stretchFrom < index && index < stretchTo))
      return [];
    const left = sums.level(cuts[at - 1] ?? 0, index);
    const right = sums.level(index, cuts[at + 1] ?? series.length);
    const before = ramped.find(({ stretchTo }) => stretchTo === index)?.gradual.after ?? left.mean;
    const after =
      ramped.find(({ stretchFrom }) => stretchFrom === index)?.gradual.before ?? right.mean;
    const change = before === 0 ? undefined : (after - before) / before;
    return [{ index, before, after, change, p: pooledP(left, right) }];
  });
  return { points, drifts: ramped.map(({ gradual }) => gradual) };
}

/** Of what was `reported` of one value less, and what may be one now, that which holds. */
function holding(
  sums: SeriesSums,
  reported: readonly number[],
  weak: readonly number[],
  length: number,
): number[] {
  const before = new Set(reported);
  const added = weak.filter((cut) => reported.every((one) => Math.abs(one - cut) >= MIN_LENGTH));
  const sorted = [...reported, ...added].sort((a, b) => a - b);
  const cuts = withLongSplits(sums, apart(sums, sorted, before, length), length);
  const around = (at: number) =>
    [cuts[at - 1] ?? 0, cuts[at] ?? 0, cuts[at + 1] ?? length] as const;
  const weaknesses = cuts.map((cut, at) => {
    if (!before.has(cut)) return weakness(sums, ...around(at), STRICT);
    return isHeld(sums, ...around(at), length) ? 0 : weakness(sums, ...around(at), LENIENT);
  });
  for (;;) {
    const most = weaknesses.reduce((max, one) => Math.max(max, one), 0);
    if (most < 1) return cuts;
    const weakest = weaknesses.lastIndexOf(most);
    cuts.splice(weakest, 1);
    weaknesses.splice(weakest, 1);
    // What was held stays so; the others beside it have another neighbour now.
    for (const at of [weakest - 1, weakest]) {
      const cut = cuts[at];
      if (cut === undefined || weaknesses[at] === 0) continue;
      weaknesses[at] = weakness(sums, ...around(at), before.has(cut) ? LENIENT : STRICT);
    }
  }
}

/**
 * Whether a report still holds between its neighbours, weak ones too. The last values do not count when they
 * are too few for a level of their own: a level that has just ended speaks for the change that began it.
 */
function isHeld(sums: SeriesSums, from: number, cut: number, to: number, length: number): boolean {
  const earliest = to < length ? to : length - MIN_LENGTH + 1;
  for (let end = to; end >= earliest; end--)
    if (weakness(sums, from, cut, end, LENIENT) < 1) return true;
  return false;
}

/** Of splits nearer to each other than a level is long, that which parts its neighbours better. */
function apart(
  sums: SeriesSums,
  sorted: readonly number[],
  reported: ReadonlySet<number>,
  length: number,
): number[] {
  const cuts = [...sorted];
  for (let at = 1; at < cuts.length; ) {
    const [left = 0, right = 0] = [cuts[at - 1], cuts[at]];
    if (right - left >= MIN_LENGTH) {
      at += 1;
      continue;
    }
    const [from, to] = [cuts[at - 2] ?? 0, cuts[at + 1] ?? length];
    const pOf = (cut: number) =>
      reported.has(cut) ? 0 : pooledP(sums.level(from, cut), sums.level(cut, to));
    cuts.splice(pOf(left) <= pOf(right) ? at : at - 1, 1);
  }
  return cuts;
}

/** Small steps and slow drifts show over more than a window: there, where the means differ most. */
function withLongSplits(sums: SeriesSums, cuts: readonly number[], length: number): number[] {
  const all: number[] = [];
  const divide = (from: number, to: number) => {
    if (to - from <= WINDOW) return;
    let best = { cut: 0, apart: 0 };
    for (let cut = from + MIN_LENGTH; cut <= to - MIN_LENGTH; cut++) {
      const [left, right] = [sums.level(from, cut), sums.level(cut, to)];
      const apartBy = ((left.count * right.count) / (to - from)) * (left.mean - right.mean) ** 2;
      if (apartBy > best.apart) best = { cut, apart: apartBy };
    }
    const { cut } = best;
    if (cut === 0 || pooledP(sums.level(from, cut), sums.level(cut, to)) >= WEAK_P) return;
    divide(from, cut);
    all.push(cut);
    divide(cut, to);
  };
  const edges = [0, ...cuts, length];
  for (const [at, to] of edges.slice(1).entries()) {
    const from = edges[at] ?? 0;
    if (from > 0) all.push(from);
    divide(from, to);
  }
  return all;
}

/** By how many times a split misses the levels of significance: 1 and more does not hold. */
function weakness(
  { level, grain }: SeriesSums,
  from: number,
  cut: number,
  to: number,
  significance: Significance,
): number {
  const [left, right] = [level(from, cut), level(cut, to)];
  if (left.count < MIN_LENGTH || right.count < MIN_LENGTH) return Number.POSITIVE_INFINITY;
  if (Math.abs(left.mean - right.mean) <= grain) return Number.POSITIVE_INFINITY;
  return Math.max(
    pooledP(left, right) / significance.pooledP,
    welchP(left, right) / significance.welchP,
    significance.orders / ordersOf(left.count, right.count),
  );
}

/** In how many ways the values of both sides could be dealt out to them; 1,000 if there are more. */
function ordersOf(left: number, right: number): number {
  let orders = 1;
  for (let k = 1; k <= Math.min(left, right) && orders < 1000; k++)
    orders *= (left + right - k + 1) / k;
  return Math.min(orders, 1000);
}
