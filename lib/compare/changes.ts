import { setImmediate } from 'node:timers/promises';
import { ALL_ENDPOINTS, comparedSeconds } from '@/lib/runs/seconds';
import { holm } from '@/lib/stats/compare/change-verdict';
import {
  type ComparedMetric,
  compareSeconds,
  type SecondsChange,
} from '@/lib/stats/compare/compare-seconds';
import type { Run } from '@/lib/store/generated/client';
import { memoize } from '@/lib/store/memoize';
import type { Store } from '@/lib/store/open-store';

/** What changed of one endpoint, or of all together, and how many seconds the shorter side has. */
export interface EndpointChange extends SecondsChange {
  name: string;
  seconds: number;
}

export interface RunChanges {
  /** All together first, then what both runs have, by name. */
  endpoints: EndpointChange[];
  onlyInBase: string[];
  onlyInCandidate: string[];
}

/** What changed between two runs that have ended. */
export function changesBetween(store: Store, base: Run, candidate: Run): Promise<RunChanges> {
  return memoize(store, `changes ${base.id} ${candidate.id}`, () =>
    findChanges(store, base, candidate),
  );
}

async function findChanges(store: Store, base: Run, candidate: Run): Promise<RunChanges> {
  const ours = await comparedSeconds(store, base);
  const theirs = await comparedSeconds(store, candidate);
  const shared = [...ours.keys()].filter((name) => theirs.has(name)).sort();
  const endpoints: EndpointChange[] = [];
  for (const name of shared) {
    const [a, b] = [ours.get(name) ?? [], theirs.get(name) ?? []];
    const changes = compareSeconds(a, b, { resamples: name === ALL_ENDPOINTS ? 2000 : 500 });
    endpoints.push({ name, seconds: Math.min(a.length, b.length), ...changes });
    // A second of arithmetic must not hold up every other page.
    await setImmediate();
  }
  const without = (one: Map<string, unknown>, other: Map<string, unknown>) =>
    [...one.keys()].filter((name) => !other.has(name) && name !== ALL_ENDPOINTS);
  return { endpoints, onlyInBase: without(ours, theirs), onlyInCandidate: without(theirs, ours) };
}

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
