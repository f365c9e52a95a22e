import type { Store } from '@/lib/store/open-store';
import { isWorkerAlive } from '@/lib/store/queue/workers';
import { listTargets } from '@/lib/targets/targets';
import { BENCHMARKS } from '@/lib/verdict/benchmarks/benchmarks';
import {
  type BenchmarkRow,
  type BenchmarkView,
  hasSuiteEnded,
  type LaterResult,
  type SuiteListItem,
  type SuitePage,
  type SuiteView,
} from './model';
import { getSuite, isComplete, listSuites } from './suites';

/** The suite's page: of the target with this id, or of the one that a suite was last run on. */
export async function getSuitePage(store: Store, targetId?: number): Promise<SuitePage> {
  const suites = await listSuites(store);
  const targets = await listTargets(store);
  const wanted = targetId ?? suites.find((suite) => suite.targetId !== undefined)?.targetId;
  const target = targets.find(({ id }) => id === wanted) ?? targets[0];
  const own = suites.filter((suite) => target !== undefined && suite.targetId === target.id);
  const whole = own.filter(isComplete);
  const latest = whole[0] && (await getSuite(store, whole[0].id));
  const busy = own.find((suite) => !hasSuiteEnded(suite.status));
  const later = await laterResults(store, own, latest?.id ?? 0);
  return {
    targets,
    target,
    latest,
    whole,
    suites,
    underWay: busy && (await getSuite(store, busy.id)),
    benchmarks: BENCHMARKS.map((benchmark) => ({
      ...(latest?.benchmarks.find(({ number }) => number === benchmark.number) ??
        neverRun(benchmark)),
      later: later.get(benchmark.number),
    })),
    workerAlive: await isWorkerAlive(store, Date.now()),
  };
}

/** What single benchmarks came to since suite `since`, by their numbers; the newest of each. */
async function laterResults(store: Store, suites: readonly SuiteListItem[], since: number) {
  const partial = suites.filter(
    ({ id, status, done }) => id > since && done > 0 && hasSuiteEnded(status),
  );
  const views = await Promise.all(partial.map(({ id }) => getSuite(store, id)));
  const later = new Map<number, LaterResult>();
  for (const view of views.reverse()) if (view !== undefined) addResults(later, view);
  return later;
}

function addResults(later: Map<number, LaterResult>, { id, quick, benchmarks }: SuiteView) {
  for (const { number, result } of benchmarks)
    if (result !== undefined) later.set(number, { suite: id, quick, result });
}

function neverRun({ plans: _1, see: _2, ...benchmark }: (typeof BENCHMARKS)[number]): BenchmarkRow {
  return { ...benchmark, status: 'skipped', runs: [] } satisfies BenchmarkView;
}
