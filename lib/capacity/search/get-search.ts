import { plannedRequests } from '@/lib/plan/figures';
import type { LoadPlan } from '@/lib/plan/load-plan';
import { loadUnitOf, stepPlan } from '@/lib/plan/scale';
import type { Search, SearchStep } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { isStale } from '@/lib/store/queue/model';
import {
  findingsOf,
  planOf,
  searchOptionsOf,
  searchResultOf,
  stepReasonOf,
  stepResultOf,
  stepStatusOf,
  suiteStatusOf,
} from '@/lib/store/rows';
import { causeOfBreak } from '@/lib/verdict/cause-of-break';
import type {
  SearchCause,
  SearchCost,
  SearchListItem,
  SearchOptions,
  SearchStepView,
  SearchView,
} from '../model';
import { nextStep, type SearchBounds, type StepOutcome } from './search-steps';

type SearchRow = Search & { steps: SearchStep[] };
const WITH_STEPS = { steps: { orderBy: { number: 'asc' } } } as const;

/** A search with its steps; undefined when there is none of that number. */
export async function getSearch(store: Store, id: number): Promise<SearchView | undefined> {
  const row = await store.prisma.search.findUnique({ where: { id }, include: WITH_STEPS });
  if (row === null) return undefined;
  const options = searchOptionsOf(row);
  const plan = planOf(row);
  const steps = row.steps.map(stepView);
  return {
    ...listItem(row),
    options,
    steps,
    failureReason: row.failureReason ?? undefined,
    estimate: searchEstimate(plan, options),
    cost: {
      steps: steps.length,
      ms: lastHeardMs(row) - (row.startedAt ?? row.queuedAt).getTime(),
      requests: await requestsSent(store, id),
    },
    brokeFirst: steps
      .filter(({ result }) => result?.holds === false)
      .sort((a, b) => a.load - b.load)[0],
    cause: await causeOf(store, id, steps),
  };
}

/** Until when a search is known to have gone on. */
function lastHeardMs({ endedAt, ...row }: Search): number {
  const nowMs = Date.now();
  if (endedAt !== null) return endedAt.getTime();
  return isStale(row, nowMs) ? (row.heartbeatAt?.getTime() ?? nowMs) : nowMs;
}

async function causeOf(
  { prisma }: Store,
  searchId: number,
  steps: readonly SearchStepView[],
): Promise<SearchCause | undefined> {
  const runs = await prisma.run.findMany({
    where: { searchId },
    select: { id: true, findings: true },
  });
  const findings = new Map(runs.map((run) => [run.id, findingsOf(run) ?? []]));
  const loaded = steps.flatMap(({ load, run, result }) =>
    result === undefined || run === undefined
      ? []
      : [{ load, run, holds: result.holds, findings: findings.get(run) ?? [] }],
  );
  const cause = causeOfBreak(loaded);
  if (cause === undefined) return undefined;
  const { title, sentence, recommendation } = cause.finding;
  return { title, sentence, recommendation, run: cause.step.run };
}

/** The latest searches, newest first; of one target and family if these are given. */
export async function listSearches(
  store: Store,
  where: { targetName?: string; familyHash?: string } = {},
  limit = 50,
): Promise<SearchListItem[]> {
  const rows = await store.prisma.search.findMany({
    where,
    orderBy: { id: 'desc' },
    take: limit,
    include: WITH_STEPS,
  });
  return rows.map(listItem);
}

const LINES_TRIED = 40;

/**
 * What a search costs at most, wherever the line lies between the bounds: every step with all of its time. Of
 * users it counts what they would send if every answer came at once.
 */
function searchEstimate(plan: LoadPlan, options: SearchOptions): SearchCost {
  const bounds = { ...options, whole: loadUnitOf(plan) === 'users' };
  const requestsOf = (load: number) => plannedRequests(stepPlan(plan, load, options));
  const ratio = options.to / options.from;
  const costs = Array.from({ length: LINES_TRIED + 1 }, (_, at) =>
    loadsTried(options.from * ratio ** (at / LINES_TRIED), bounds).map(requestsOf),
  );
  const isKnown = costs.every((loads) => loads.every((count) => count !== undefined));
  const sums = costs.map((loads) => loads.reduce<number>((sum, count) => sum + (count ?? 0), 0));
  return {
    steps: options.maxSteps,
    ms: options.maxSteps * (options.settleMs + options.stepMs + options.drainMs / 10),
    requests: isKnown ? Math.max(...sums) : undefined,
  };
}

/** The steps of a search for a line, all used up: what is over after the result is spent at its edge. */
function loadsTried(line: number, bounds: SearchBounds): number[] {
  const steps: StepOutcome[] = [];
  for (;;) {
    const next = nextStep(steps, bounds);
    if (!('load' in next)) break;
    steps.push({ ...next, holds: next.load <= line, sure: true });
  }
  const loads = steps.map(({ load }) => load);
  const spare = Math.max(0, bounds.maxSteps - loads.length);
  return [...loads, ...new Array<number>(spare).fill(loads.at(-1) ?? bounds.from)];
}

async function requestsSent({ prisma }: Store, searchId: number): Promise<number> {
  const { _sum } = await prisma.run.aggregate({ where: { searchId }, _sum: { requests: true } });
  return _sum.requests ?? 0;
}

function listItem(row: SearchRow): SearchListItem {
  const result = searchResultOf(row);
  const safe = row.steps.map(stepView).filter(({ load }) => load === result?.safeLoad);
  return {
    id: row.id,
    status: suiteStatusOf(row),
    isStale: isStale(row, Date.now()),
    scenario: row.scenarioName,
    target: row.targetName,
    familyHash: row.familyHash,
    profile: row.profileName,
    unit: loadUnitOf(planOf(row)),
    result,
    safeThroughput: safe.at(-1)?.result?.throughput,
    resources: row.resources ?? undefined,
    queuedAt: row.queuedAt.toISOString(),
    startedAt: row.startedAt?.toISOString(),
    endedAt: row.endedAt?.toISOString(),
  };
}

function stepView(row: SearchStep): SearchStepView {
  return {
    number: row.number,
    load: row.load,
    reason: stepReasonOf(row),
    status: stepStatusOf(row),
    run: row.runNumber ?? undefined,
    result: stepResultOf(row),
    trouble: row.trouble ?? undefined,
    drainMs: row.drainMs ?? undefined,
    startedAt: row.startedAt.toISOString(),
  };
}
