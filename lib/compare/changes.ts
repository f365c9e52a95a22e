import { setImmediate } from 'node:timers/promises';
import { ALL_ENDPOINTS, comparedSeconds } from '@/lib/runs/seconds';
import { holm } from '@/lib/stats/compare/change-verdict';
import {
  type ComparedMetric,
  compareSeconds,
  type MetricChange,
  type SecondsChange,
} from '@/lib/stats/compare/compare-seconds';
import { Latencies } from '@/lib/stats/latencies';
import type { Run } from '@/lib/store/generated/client';
import { memoize } from '@/lib/store/memoize';
import type { Store } from '@/lib/store/open-store';
import type { MeasuredSecond } from '@/lib/verdict/objective-evidence';

/** What changed of one endpoint, or of all together, and how many seconds the shorter side has. */
export interface EndpointChange extends SecondsChange {
  name: string;
  seconds: number;
  metrics: BoundedChange[];
}

/** `low` and `high` with what the load generators may have done to either side; `sampled`: without. */
export interface BoundedChange extends MetricChange {
  sampled?: { low: number; high: number };
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
    const sides = { base: leastsOf(a), candidate: leastsOf(b) };
    endpoints.push({
      name,
      seconds: Math.min(a.length, b.length),
      shift: changes.shift,
      metrics: changes.metrics.map((change) => withGeneratorError(change, sides)),
    });
    // A second of arithmetic must not hold up every other page.
    await setImmediate();
  }
  const without = (one: Map<string, unknown>, other: Map<string, unknown>) =>
    [...one.keys()].filter((name) => !other.has(name) && name !== ALL_ENDPOINTS);
  return { endpoints, onlyInBase: without(ours, theirs), onlyInCandidate: without(theirs, ours) };
}

const QUANTILES: Partial<Record<ComparedMetric, number>> = {
  p50: 0.5,
  p90: 0.9,
  p95: 0.95,
  p99: 0.99,
  p999: 0.999,
};

/** The least that a latency can be of what was measured, 0 to 1, by metric; none where that is unknown. */
type Leasts = Partial<Record<ComparedMetric, number>>;

function leastsOf(seconds: readonly MeasuredSecond[]): Leasts {
  const all = new Latencies();
  for (const { windows = [] } of seconds) for (const window of windows) all.add(window);
  const low = all.low?.response;
  if (low === undefined) return {};
  const share = (least: number | undefined, measured: number | undefined) =>
    least === undefined || !measured ? undefined : Math.min(1, least / measured);
  const leasts: Leasts = { mean: share(low.mean, all.response.mean) };
  for (const [metric, q] of Object.entries(QUANTILES))
    leasts[metric as ComparedMetric] = share(low.quantile(q), all.response.quantile(q));
  return leasts;
}

/** Each side may have been faster by its generator's error: the change lies as much further out. */
function withGeneratorError(
  change: MetricChange,
  { base, candidate }: Record<'base' | 'candidate', Leasts>,
): BoundedChange {
  const { metric, low, high } = change;
  const [ours, theirs] = [base[metric] ?? 1, candidate[metric] ?? 1];
  if (low === undefined || high === undefined || (ours === 1 && theirs === 1)) return change;
  return {
    ...change,
    low: (1 + low) * theirs - 1,
    high: ours === 0 ? Number.POSITIVE_INFINITY : (1 + high) / ours - 1,
    sampled: { low, high },
  };
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
