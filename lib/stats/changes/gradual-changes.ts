import { twoSidedP } from '../student-t';
import type { SeriesSums } from './series-sums';

/** Where a series goes over to another level little by little. */
export interface GradualChange {
  /** Indexes of the value from which on, and of the one up to which, it changes. */
  from: number;
  to: number;
  /** The fitted line at both. */
  before: number;
  after: number;
  /** (after − before) / before; undefined where `before` is 0. */
  change: number | undefined;
  p: number;
}

/** A gradual change, and the stretch between the change points before and after that it explains. */
export interface Ramped {
  gradual: GradualChange;
  stretchFrom: number;
  stretchTo: number;
}

/** What changes within fewer values than this is a step. */
const MIN_RUN = 10;
/** By how much BIC must prefer a line to steps: from 2 on the evidence is "positive" (Kass and Raftery 1995). */
const EVIDENCE = 3;

/**
 * Which of the change points at `cuts`, in order, are steps of a staircase that one straight line between two
 * levels explains better: those that follow each other in one direction, compared by BIC.
 */
export function gradualChanges(sums: SeriesSums, cuts: readonly number[]): Ramped[] {
  const edges = [0, ...cuts, sums.length];
  const rises = cuts.map((cut, at) => {
    const [before, after] = [edges[at] ?? 0, edges[at + 2] ?? 0];
    return sums.level(cut, after).mean > sums.level(before, cut).mean;
  });
  const best = (first: number, last: number): Ramped[] => {
    let chosen: { ramped: Ramped; gain: number; i: number; j: number } | undefined;
    for (let i = first; i <= last; i++)
      for (let j = i; j <= last && rises[j] === rises[i]; j++) {
        const found = rampOver(sums, edges, i + 1, j + 1);
        if (found === undefined || found.gain < (chosen?.gain ?? EVIDENCE)) continue;
        chosen = { ...found, i, j };
      }
    if (chosen === undefined) return [];
    const { i, j, ramped } = chosen;
    return [...best(first, i - 1), ramped, ...best(j + 1, last)];
  };
  return best(0, cuts.length - 1);
}

/** The best line over the steps at `edges` i to j, and how much better than they it is. */
function rampOver(sums: SeriesSums, edges: readonly number[], i: number, j: number) {
  const [from = 0, first = 0, last = 0, to = 0] = [edges[i - 1], edges[i], edges[j], edges[j + 1]];
  const count = to - from;
  const bic = (squares: number, parameters: number) =>
    count * Math.log(Math.max(squares / count, sums.grain ** 2, Number.MIN_VALUE)) +
    parameters * Math.log(count);
  const levels = edges.slice(i - 1, j + 1);
  const squares = levels.reduce(
    (sum, edge, at) => sum + sums.level(edge, edges[i + at] ?? to).squares,
    0,
  );
  const steps = bic(squares, 2 * levels.length - 1);
  let best: { ramped: Ramped; gain: number } | undefined;
  for (let start = from; start < first; start++)
    for (let end = Math.max(last, start + MIN_RUN - 1); end < to; end++) {
      const ramp = sums.ramp(from, start, end, to);
      const corners = (start > from ? 1 : 0) + (end < to - 1 ? 1 : 0);
      const gain = steps - bic(ramp.squares, 2 + corners);
      if (gain <= (best?.gain ?? Number.NEGATIVE_INFINITY)) continue;
      const { before, after, error } = ramp;
      const change = before === 0 ? undefined : (after - before) / before;
      const p = error === 0 ? 0 : twoSidedP((after - before) / error, count - 2 - corners);
      const gradual = { from: start, to: end, before, after, change, p };
      best = { ramped: { gradual, stretchFrom: from, stretchTo: to }, gain };
    }
  return best;
}
