import { type LawParameters, throughputAt } from './fit-law';

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
  /** What the line would be multiplied by; of the law alone only the ends are known. */
  factor?: number;
  low: number;
  high: number;
  from: 'law' | 'measured';
}

export interface WhatIfEvidence {
  law?: LawParameters;
  /** The load at the line, in the law's own unit. */
  nAtLine: number;
  measured: readonly MeasuredLine[];
}

/**
 * By how much the line would move. Of two or more measured lines the growth between them is carried on: a
 * power of the count. Otherwise the law gives the ends: if all of the slowing down that was measured is of what
 * the copies share, it goes on along the same curve; if none of it is, the line grows in step with the count.
 * A model either way, to be tested by a search. Undefined without a law or measured lines.
 */
export function whatIf(
  { now, after, costFactor }: WhatIf,
  { law, nAtLine, measured }: WhatIfEvidence,
): WhatIfAnswer | undefined {
  const inStep = after / now / costFactor;
  const ends = (factor: number) => ({
    low: Math.min(factor, inStep),
    high: Math.max(factor, inStep),
  });
  if (new Set(measured.map(({ count }) => count)).size >= 2) {
    const factor = (after / now) ** powerOf(measured) / costFactor;
    return { factor, ...ends(factor), from: 'measured' };
  }
  if (law === undefined) return undefined;
  const carried = (n: number) => throughputAt(law, n) / throughputAt(law, nAtLine);
  const shared = Math.min(inStep, carried((nAtLine * after) / now) / costFactor);
  return { ...ends(shared), from: 'law' };
}

/** The slope of ln line over ln count, by least squares. */
function powerOf(measured: readonly MeasuredLine[]): number {
  const points = measured.map(({ count, line }) => ({ x: Math.log(count), y: Math.log(line) }));
  const mean = (of: 'x' | 'y') => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [x0, y0] = [mean('x'), mean('y')];
  const xx = points.reduce((sum, { x }) => sum + (x - x0) ** 2, 0);
  return points.reduce((sum, { x, y }) => sum + (x - x0) * (y - y0), 0) / xx;
}
