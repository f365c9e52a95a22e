import { setTimeout as sleep } from 'node:timers/promises';
import type { SearchOptions } from '@/lib/capacity/model';
import { type JudgedStep, judgeStep } from '@/lib/capacity/search/judge-step';
import {
  nextStep,
  type SearchResult,
  type StepOutcome,
  type StepReason,
} from '@/lib/capacity/search/search-steps';
import { createStepWatch, type StepDecision } from '@/lib/capacity/search/step-watch';
import { checkTarget } from '@/lib/engine/check-target';
import { parseExposition } from '@/lib/metrics/exposition';
import { scrape } from '@/lib/metrics/scrape';
import type { Connection, TargetEndpoint } from '@/lib/plan/connection';
import { isOpenPlan, type LoadPlan } from '@/lib/plan/load-plan';
import type { Objective } from '@/lib/plan/objective';
import { parsePlan } from '@/lib/plan/parse-plan';
import { loadUnitOf, type StepTimes, stepPlan } from '@/lib/plan/scale';
import { measuredSecond } from '@/lib/runs/seconds';
import { startRun } from '@/lib/runs/start-run';
import { Histogram } from '@/lib/stats/histogram';
import type { SecondReport } from '@/lib/stats/windows';
import type { Search } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { type ExecuteOptions, executeRun } from './execute-run';
import { claimRun } from './queue';
import { type StopWatch, watchStop } from './run-control';

/** What keeps a search from going on; its words are for the user. */
class SearchTrouble extends Error {}

/** So often in a row a step that cannot be believed is made again: a machine is busy for a while, or for good. */
const MAX_REPEATS = 2;

export interface SearchExecuteOptions extends ExecuteOptions {
  /** Instead of really executing a step's run; for tests of what a busy machine does to it. */
  execute?: typeof executeRun;
}

interface SearchWork {
  search: Search;
  plan: LoadPlan;
  objectives: Objective[];
  options: SearchOptions;
  target: IdleTarget;
  rest: Rest;
  watch: StopWatch;
}

/**
 * Carries a claimed search through: a run for each step, ended as soon as it is sure, then a wait until the
 * target is at rest again. Only a broken store makes it throw.
 */
export async function executeSearch(
  store: Store,
  search: Search,
  options: SearchExecuteOptions = {},
) {
  const { prisma } = store;
  const where = { id: search.id };
  const watch = watchStop(store, { table: 'Search', id: search.id, signal: options.signal });
  try {
    const work = await prepare(store, search, watch, options);
    const result = await takeSteps(store, work, options);
    const status = result === undefined ? 'stopped' : 'finished';
    const data = { status, result: result && JSON.stringify(result), endedAt: new Date() };
    await prisma.search.update({ where, data });
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const failureReason = error instanceof SearchTrouble ? words : `The search failed: ${words}`;
    const data = { status: 'failed', failureReason, endedAt: new Date() };
    await prisma.search.update({ where, data });
  } finally {
    watch.end();
  }
}

async function prepare(
  store: Store,
  search: Search,
  watch: StopWatch,
  { token }: ExecuteOptions,
): Promise<SearchWork> {
  const plan = parsePlan(JSON.parse(search.plan));
  const stored =
    search.targetId === null
      ? null
      : await store.prisma.target.findUnique({ where: { id: search.targetId } });
  const target: IdleTarget = {
    endpoint: { url: search.targetUrl, token: token ?? stored?.token ?? undefined },
    connection: plan.connection,
    metricsUrl: stored?.metricsUrl ?? undefined,
  };
  // The first call of all opens the connection and warms the service up: the second one tells.
  await lookAtRest(target);
  const rest = await lookAtRest(target);
  if (rest === undefined)
    throw new SearchTrouble(
      `No training service responds at ${search.targetUrl}. Check that it is running and that the URL is correct.`,
    );
  return {
    search,
    plan,
    target,
    rest,
    watch,
    objectives: JSON.parse(search.objectives) as Objective[],
    options: JSON.parse(search.options) as SearchOptions,
  };
}

/** Undefined where it was stopped. */
async function takeSteps(
  store: Store,
  work: SearchWork,
  execute: SearchExecuteOptions,
): Promise<SearchResult | undefined> {
  const { search, plan, options, watch } = work;
  const outcomes: StepOutcome[] = [];
  let wasted = 0;
  let inARow = 0;
  while (!watch.isStopped()) {
    // What a step costs it costs whether it can be believed or not.
    const maxSteps = options.maxSteps - wasted;
    const next = nextStep(outcomes, {
      ...options,
      maxSteps,
      whole: loadUnitOf(plan) === 'users',
    });
    if (!('load' in next)) return next;
    const key = { searchId: search.id, number: outcomes.length + wasted + 1 };
    await store.prisma.searchStep.create({
      data: { ...key, load: next.load, reason: next.reason, status: 'running' },
    });
    const outcome = await takeStep(store, work, { ...next, number: key.number }, execute);
    if (outcome === undefined) return undefined;
    if ('trouble' in outcome) {
      wasted++;
      if (++inARow > MAX_REPEATS)
        throw new SearchTrouble(
          `Step ${key.number} is invalid, like the attempts before it: ${outcome.trouble} To search at this load, use more generators or another machine.`,
        );
    } else {
      inARow = 0;
      outcomes.push(outcome);
    }
    const drained = await waitUntilIdle(work.target, work.rest, {
      timeoutMs: options.drainMs,
      isStopped: watch.isStopped,
    });
    await store.prisma.searchStep.update({
      where: { searchId_number: key },
      data: { status: 'ended', drainMs: drained.ms, endedAt: new Date() },
    });
  }
  return undefined;
}

async function takeStep(
  store: Store,
  { search, plan, objectives, options, watch }: SearchWork,
  { load, reason, number }: { load: number; reason: StepReason; number: number },
  { execute = executeRun, ...rest }: SearchExecuteOptions,
): Promise<StepOutcome | { trouble: string } | undefined> {
  const { prisma } = store;
  const where = { searchId_number: { searchId: search.id, number } };
  const run = await startRun(store, {
    plan: { ...stepPlan(plan, load, options), objectives: objectives.map(withoutAbort) },
    ...(search.targetId === null ? { targetUrl: search.targetUrl } : { target: search.targetId }),
    profile: '',
    searchId: search.id,
    name: `Search ${search.id}, step ${number}`,
  });
  await prisma.searchStep.update({ where, data: { runNumber: run.number } });
  const claimed = await claimRun(store, `search-${search.id}`, run.number);
  if (claimed === undefined) return undefined;
  const looked = lookAtStep(objectives, options);
  watch.setRun(run.number);
  await execute(store, claimed, { ...rest, isEnough: looked.isEnough });
  watch.setRun(undefined);
  const ended = await prisma.run.findUniqueOrThrow({ where: { id: run.number } });
  if (watch.isStopped() || ended.status === 'stopped') return undefined;
  if (ended.status !== 'finished' && ended.requests === null)
    throw new SearchTrouble(ended.failureReason ?? `Run ${run.number} ended as ${ended.status}.`);
  const judgement = judgeStep(ended, {
    load,
    isOpen: isOpenPlan(plan),
    settleMs: options.settleMs,
    objectives,
    ...looked.seen(),
  });
  if (judgement.kind !== 'judged') {
    const trouble = judgement.message;
    if (judgement.kind === 'no-data')
      throw new SearchTrouble(`Step ${number} has nothing to evaluate: ${trouble}`);
    await prisma.searchStep.update({ where, data: { status: 'draining', trouble } });
    return { trouble };
  }
  const { result } = judgement;
  await prisma.searchStep.update({
    where,
    data: { status: 'draining', result: JSON.stringify(result) },
  });
  const { holds, sure, throughput, strain, doubt } = result;
  return { load, reason, holds, sure, throughput, strain, doubtful: doubt !== undefined };
}

/** A whole second of the step, after settling and before its end. */
function isCounted(second: number, { settleMs, stepMs }: StepTimes): boolean {
  return second * 1000 >= settleMs && (second + 1) * 1000 <= settleMs + stepMs;
}

/** The sequential test ends a step that breaks, and sooner. */
function withoutAbort({ abortAfterMs: _, ...objective }: Objective): Objective {
  return objective;
}

/** Looks at a step's seconds while they come in. */
function lookAtStep(objectives: readonly Objective[], times: StepTimes) {
  const watch = createStepWatch(objectives, times);
  const waited: number[] = [];
  const lateness = new Histogram();
  let answered = 0;
  let decision: StepDecision | undefined;
  return {
    isEnough({ second, windows, endpoints, tick }: SecondReport): boolean {
      const waiting = tick.inFlight + tick.queued;
      if (decision === undefined && isCounted(second, times)) {
        waited.push(waiting);
        lateness.add(tick.scheduleDelay);
        answered += windows.reduce((sum, { counts }) => sum + counts.ok, 0);
      }
      decision ??= watch.add(second, waiting, (endpoint) =>
        measuredSecond(
          windows.filter(
            (window) => endpoint === undefined || endpoints[window.endpoint] === endpoint,
          ),
        ),
      );
      return decision !== undefined;
    },
    seen: (): Pick<JudgedStep, 'decision' | 'waited' | 'answered' | 'lateP99Ms'> => ({
      decision,
      waited,
      answered,
      lateP99Ms: (lateness.quantile(0.99) ?? 0) / 1000,
    }),
  };
}

const LOOK_MS = 250;
const CALL_TIMEOUT_MS = 3000;
/** A call is as fast as at rest if it takes at most twice as long, and these more. */
const SLACK_MS = 5;
const IN_A_ROW = 2;
/** What waits in a service that is at rest by its own metrics. */
const QUEUES = /(queue|backlog)(_length|_depth|_size)?$|jobs_(queued|pending|waiting)|_waiting$/;

/** How a target answers at rest. */
export interface Rest {
  latencyMs: number;
  queued?: number;
}

export interface IdleTarget {
  endpoint: TargetEndpoint;
  connection?: Connection;
  metricsUrl?: string;
}

/** One call, and what waits by the target's metrics if it tells; undefined when it does not answer. */
export async function lookAtRest({
  endpoint,
  connection,
  metricsUrl,
}: IdleTarget): Promise<Rest | undefined> {
  const check = await checkTarget(endpoint, { timeoutMs: CALL_TIMEOUT_MS, connection });
  if (!check.ok) return undefined;
  const queued = metricsUrl === undefined ? undefined : await queuedAt(metricsUrl);
  return { latencyMs: check.latencyMs, queued };
}

/**
 * Waits until the target is as it was at rest, twice in a row: as fast, and with no more waiting. Returns how
 * long that took, ms; `isIdle` is false where `timeoutMs` was not enough.
 */
export async function waitUntilIdle(
  target: IdleTarget,
  rest: Rest,
  { timeoutMs, isStopped }: { timeoutMs: number; isStopped: () => boolean },
): Promise<{ ms: number; isIdle: boolean }> {
  const startedMs = performance.now();
  const elapsed = () => Math.round(performance.now() - startedMs);
  for (let inARow = 0; elapsed() < timeoutMs && !isStopped(); ) {
    const now = await lookAtRest(target);
    const isIdle =
      now !== undefined &&
      now.latencyMs <= 2 * rest.latencyMs + SLACK_MS &&
      (now.queued ?? 0) <= (rest.queued ?? 0);
    inARow = isIdle ? inARow + 1 : 0;
    if (inARow >= IN_A_ROW) return { ms: elapsed(), isIdle: true };
    await sleep(LOOK_MS);
  }
  return { ms: elapsed(), isIdle: false };
}

async function queuedAt(metricsUrl: string): Promise<number | undefined> {
  try {
    const answer = await scrape(metricsUrl, AbortSignal.timeout(CALL_TIMEOUT_MS));
    if (answer.kind !== 'text') return undefined;
    const waiting = parseExposition(answer.text).samples.filter(({ name }) => QUEUES.test(name));
    return waiting.reduce((sum, { value }) => sum + value, 0);
  } catch {
    return undefined;
  }
}
