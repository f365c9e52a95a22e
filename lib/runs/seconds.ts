import { createBreather } from '@/lib/core/breather';
import { adviceFor } from '@/lib/engine/transport/network-error';
import { type ComparedMetric, compareSeconds } from '@/lib/stats/compare/compare-seconds';
import type { ComparedSecond } from '@/lib/stats/compare/second-table';
import { failuresOf, requestsOf } from '@/lib/stats/outcome';
import type { WindowRecord } from '@/lib/stats/windows';
import type { Run } from '@/lib/store/generated/client';
import { memoize } from '@/lib/store/memoize';
import type { Store } from '@/lib/store/open-store';
import { outcomeOf, planOf } from '@/lib/store/rows';
import { readSeconds } from '@/lib/store/seconds';
import type { MeasuredSecond } from '@/lib/verdict/objective-evidence';
import { bucketMsFor, RunAccumulator } from './accumulator/accumulator';
import type { ErrorGroup } from './model';
import { endpointNames } from './samples';

/** The windows of one second as one. */
export function measuredSecond(windows: readonly WindowRecord[]): MeasuredSecond {
  const total = (of: (window: WindowRecord) => number) =>
    windows.reduce((sum, window) => sum + of(window), 0);
  return {
    requests: total(({ counts }) => requestsOf(counts)),
    failures: total(({ counts }) => failuresOf(counts)),
    locustFailures: total(({ locustFailures }) => locustFailures),
    response: windows.map(({ response }) => response),
    service: windows.map(({ service }) => service),
    windows,
  };
}

/** A run's stored seconds, of one endpoint or of all together; those of the warm-up are left out. */
export function secondsOf(
  sqlite: Store['sqlite'],
  runId: number,
  endpoint?: number,
  warmUpMs = 0,
): MeasuredSecond[] {
  const seconds: MeasuredSecond[] = [];
  for (const { tick, windows } of readSeconds(sqlite, runId)) {
    if (tick.second * 1000 < warmUpMs) continue;
    const chosen = windows.filter(
      (window) => endpoint === undefined || window.endpoint === endpoint,
    );
    seconds.push(measuredSecond(chosen));
  }
  return seconds;
}

/** The name of all endpoints together. */
export const ALL_ENDPOINTS = '';

/**
 * A run's seconds of load as comparisons take them, by endpoint name and of all together; the warm-up, and
 * the last second if it was cut short, are left out.
 */
export async function comparedSeconds(
  store: Store,
  run: Pick<Run, 'id' | 'plan' | 'durationMs'>,
): Promise<Map<string, MeasuredSecond[]>> {
  const names = await endpointNames(store, run.id);
  const warmUpMs = planOf(run).warmUpMs ?? 0;
  const whole = Math.floor((run.durationMs ?? 0) / 1000);
  const found = new Map<string, MeasuredSecond[]>(
    [ALL_ENDPOINTS, ...names].map((name) => [name, []]),
  );
  const series = names.map((name) => found.get(name));
  const nothing = measuredSecond([]);
  for (const { tick, windows } of readSeconds(store.sqlite, run.id)) {
    if (tick.second * 1000 < warmUpMs || tick.second >= whole) continue;
    found.get(ALL_ENDPOINTS)?.push(measuredSecond(windows));
    for (const one of series) one?.push(nothing);
    for (const window of windows) {
      const own = series[window.endpoint];
      if (own !== undefined) own[own.length - 1] = measuredSecond([window]);
    }
  }
  return found;
}

type ComparedRows = Pick<Run, 'id' | 'plan' | 'durationMs'>;

/** What several runs of each side measured together, by endpoint and metric; latencies are µs. */
export interface MergedFigures {
  of(endpoint: string, metric: ComparedMetric): { base?: number; candidate?: number };
}

/** Percentiles of the merged histograms of all runs of a side, never averages of theirs. */
export function mergedFigures(
  store: Store,
  base: readonly ComparedRows[],
  candidate: readonly ComparedRows[],
): Promise<MergedFigures> {
  const ids = [base, candidate].map((runs) => runs.map(({ id }) => id).join(','));
  return memoize(store, `merged ${ids.join(' ')}`, async () => {
    const [a, b] = [await allSeconds(store, base), await allSeconds(store, candidate)];
    const found = new Map(
      [...a.keys()].map((name) => [
        name,
        compareSeconds(a.get(name) ?? [], b.get(name) ?? [], { resamples: 0 }).metrics,
      ]),
    );
    return {
      of: (endpoint, metric) => found.get(endpoint)?.find((one) => one.metric === metric) ?? {},
    };
  });
}

async function allSeconds(
  store: Store,
  runs: readonly ComparedRows[],
): Promise<Map<string, ComparedSecond[]>> {
  const all = new Map<string, ComparedSecond[]>();
  for (const run of runs)
    for (const [name, seconds] of await comparedSeconds(store, run))
      all.set(name, [...(all.get(name) ?? []), ...seconds]);
  return all;
}

interface StoredPlan {
  plannedMs: number;
  /** A LoadPlan as JSON. */
  plan: string;
}

/** An empty one, for a run of this plan. */
export function createAccumulator(run: StoredPlan): RunAccumulator {
  return new RunAccumulator(bucketMsFor(run.plannedMs), planOf(run).warmUpMs);
}

/** All of a run that is stored so far, added up. */
export async function accumulateRun(
  store: Store,
  run: StoredPlan & { id: number },
): Promise<RunAccumulator> {
  const accumulator = createAccumulator(run);
  const names = await endpointNames(store, run.id);
  const letOthers = createBreather();
  for (const { tick, windows } of readSeconds(store.sqlite, run.id)) {
    accumulator.addSecond(tick, windows, names);
    await letOthers();
  }
  return accumulator;
}

/** Adds the seconds that have come in since the accumulator's last; returns how many. */
export async function feedSeconds(
  store: Store,
  runId: number,
  accumulator: RunAccumulator,
): Promise<number> {
  const from = accumulator.lastTick === undefined ? 0 : accumulator.lastTick.second + 1;
  const names = await endpointNames(store, runId);
  let seconds = 0;
  for (const { tick, windows } of readSeconds(store.sqlite, runId, from)) {
    // A name written after `names` was read is picked up with its second, next time.
    if (windows.some((window) => window.endpoint >= names.length)) break;
    accumulator.addSecond(tick, windows, names);
    seconds++;
  }
  return seconds;
}

/** A run's failures by endpoint, outcome, code and message, the most frequent first. */
export async function errorGroups(store: Store, runId: number): Promise<ErrorGroup[]> {
  const names = await endpointNames(store, runId);
  const groups = await store.prisma.errorGroup.findMany({
    where: { runId },
    orderBy: [{ count: 'desc' }, { id: 'asc' }],
  });
  return groups.map(({ id, endpoint, code, message, count, firstMs, lastMs, ...row }) => ({
    id,
    endpoint: names[endpoint] ?? '?',
    outcome: outcomeOf(row),
    code,
    message,
    advice: adviceFor({ outcome: outcomeOf(row), code, message }),
    count,
    firstMs,
    lastMs,
  }));
}
