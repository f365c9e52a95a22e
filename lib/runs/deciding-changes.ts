import type { ComparedMetric } from '@/lib/stats/compare/compare-seconds';
import { holm } from '@/lib/stats/holm';
import { ALL_ENDPOINTS } from './compared-seconds';

interface Change {
  /** The endpoint; '' is all together. */
  name: string;
  metric: ComparedMetric;
  p?: number;
}

const DECIDING: readonly ComparedMetric[] = ['p50', 'p95', 'p99', 'failureRate'];

/** Whether the overall verdict rests on it: response times and failures of all requests together. */
export function isDeciding({ name, metric }: Change): boolean {
  return name === ALL_ENDPOINTS && DECIDING.includes(metric);
}

/**
 * Each change's p corrected for how many are looked at (Holm): those that decide among themselves, so that
 * looking closer does not blunt the verdict, and all the others among themselves.
 */
export function correctedPs(changes: readonly Change[]): (number | undefined)[] {
  const ps: (number | undefined)[] = changes.map(() => undefined);
  for (const family of [true, false]) {
    const places = [...changes.keys()].filter((at) => isDeciding(changes[at] as Change) === family);
    const corrected = holm(places.map((at) => changes[at]?.p));
    for (const [index, at] of places.entries()) ps[at] = corrected[index];
  }
  return ps;
}
