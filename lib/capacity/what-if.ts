import { type LawParameters, throughputAt } from './scaling-law';

/** A change of the service that nobody has made yet. */
export interface WhatIf {
  /** Workers, replicas, or connections of a pool: now, and afterwards. */
  now: number;
  after: number;
  /** What a job would cost of what it costs now: 0.8 is a fifth less. */
  costFactor: number;
}

/** A line that was measured with so many of them. */
export interface MeasuredLine {
  count: number;
  line: number;
}

export interface WhatIfAnswer {
  /** What the line would be multiplied by. */
  factor: number;
  /** With what the model cannot know: from the law's contention to none at all. */
  low: number;
  high: number;
  from: 'law' | 'measured';
}

/**
 * By how much the line would move. Of two or more measured lines the growth between them is carried on: a
 * power of the count. Otherwise copies are taken to hinder each other as concurrent requests were measured to
 * (the same α and β), and at best not at all. A model either way, to be tested by a search.
 */
export function whatIf(
  { now, after, costFactor }: WhatIf,
  law: LawParameters | undefined,
  measured: readonly MeasuredLine[] = [],
): WhatIfAnswer | undefined {
  const counts = new Set(measured.map(({ count }) => count));
  if (counts.size >= 2) {
    const power = powerOf(measured);
    const factor = (after / now) ** power / costFactor;
    const linear = after / now / costFactor;
    return {
      factor,
      low: Math.min(factor, linear),
      high: Math.max(factor, linear),
      from: 'measured',
    };
  }
  if (law === undefined) return undefined;
  const relative = (count: number) => throughputAt({ ...law, gamma: 1 }, count);
  const factor = relative(after) / relative(now) / costFactor;
  const linear = after / now / costFactor;
  return { factor, low: Math.min(factor, linear), high: Math.max(factor, linear), from: 'law' };
}

/** The slope of ln line over ln count, by least squares. */
function powerOf(measured: readonly MeasuredLine[]): number {
  const points = measured.map(({ count, line }) => ({ x: Math.log(count), y: Math.log(line) }));
  const mean = (of: 'x' | 'y') => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [x0, y0] = [mean('x'), mean('y')];
  const xx = points.reduce((sum, { x }) => sum + (x - x0) ** 2, 0);
  return points.reduce((sum, { x, y }) => sum + (x - x0) * (y - y0), 0) / xx;
}
