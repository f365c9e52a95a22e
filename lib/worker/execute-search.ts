import type { SearchOptions } from '@/lib/capacity/model';
import { type JudgedStep, judgeStep } from '@/lib/capacity/search/judge-step';
import {
  nextStep,
  type SearchResult,
  type StepOutcome,
  type StepReason,
} from '@/lib/capacity/search/search-steps';
import { createStepWatch, type StepDecision } from '@/lib/capacity/search/step-watch';
import { isOpenPlan, type LoadPlan } from '@/lib/plan/load-plan';
import type { Objective } from '@/lib/plan/objective';
import { loadUnitOf, type StepTimes, stepPlan } from '@/lib/plan/scale';
import { measuredSecond } from '@/lib/runs/seconds';
import { startRun } from '@/lib/runs/start-run';
import type { SecondReport } from '@/lib/stats/windows';
import type { Prisma } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { type Lease, moveJob } from '@/lib/store/queue/queue';
import { objectivesOf, planOf, searchOptionsOf } from '@/lib/store/rows';
import { untilStored } from '@/lib/store/trouble';
import { endpointOf } from '@/lib/targets/endpoint';
import { claimRun } from './claim-run';
import { type ExecuteOptions, executeRun } from './execute-run';
import { type StopWatch, watchStop } from './run-control';
import { type IdleTarget, lookAtRest, type Rest, waitUntilIdle } from './wait-until-idle';

/** What keeps a search from going on; its words are for the user. */
class SearchTrouble extends Error {}

/** So often in a row a step that cannot be believed is made again: a machine is busy for a while, or for good. */
const MAX_REPEATS = 2;

export interface SearchExecuteOptions extends ExecuteOptions {
  /** Instead of really executing a step's run; for tests of what a busy machine does to it. */
  execute?: typeof executeRun;
}

interface SearchWork {
  lease: Lease<'search'>;
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
  lease: Lease<'search'>,
  options: SearchExecuteOptions = {},
) {
  const watch = watchStop(store, lease, options.signal);
  try {
    const work = await prepare(store, lease, watch, options);
    const result = await takeSteps(store, work, options);
    const status = result === undefined ? 'stopped' : 'finished';
    const data = { result: result && JSON.stringify(result), endedAt: new Date() };
    await untilStored(() => moveJob(store.prisma, lease, status, data));
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const failureReason = error instanceof SearchTrouble ? words : `The search failed: ${words}`;
    const data = { failureReason, endedAt: new Date() };
    await untilStored(() => moveJob(store.prisma, lease, 'failed', data));
  } finally {
    watch.end();
  }
}

async function prepare(
  store: Store,
  lease: Lease<'search'>,
  watch: StopWatch,
  { token }: ExecuteOptions,
): Promise<SearchWork> {
  const search = lease.job;
  const plan = planOf(search);
  const target: IdleTarget = {
    ...(await endpointOf(store, search, plan, token)),
    connection: plan.connection,
  };
  // The first call of all opens the connection and warms the service up: the second one tells.
  await lookAtRest(target);
  const rest = await lookAtRest(target);
  if (rest === undefined)
    throw new SearchTrouble(
      `No training service responds at ${search.targetUrl}. Check that it is running and that the URL is correct.`,
    );
  return {
    lease,
    plan,
    target,
    rest,
    watch,
    objectives: objectivesOf(search),
    options: searchOptionsOf(search),
  };
}

/** Undefined where it was stopped. */
async function takeSteps(
  store: Store,
  work: SearchWork,
  execute: SearchExecuteOptions,
): Promise<SearchResult | undefined> {
  const { lease, plan, options, watch } = work;
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
    const key = { searchId: lease.id, number: outcomes.length + wasted + 1 };
    await untilStored(() =>
      store.prisma.searchStep.create({
        data: { ...key, load: next.load, reason: next.reason, status: 'running' },
      }),
    );
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
    await keepStep(store, key, { status: 'ended', drainMs: drained.ms, endedAt: new Date() });
  }
  return undefined;
}

async function takeStep(
  store: Store,
  { lease, plan, objectives, options, watch }: SearchWork,
  { load, reason, number }: { load: number; reason: StepReason; number: number },
  { execute = executeRun, ...rest }: SearchExecuteOptions,
): Promise<StepOutcome | { trouble: string } | undefined> {
  const { prisma } = store;
  const search = lease.job;
  const key = { searchId: search.id, number };
  const run = await untilStored(() =>
    startRun(store, {
      plan: { ...stepPlan(plan, load, options), objectives: objectives.map(withoutAbort) },
      ...(search.targetId === null ? { targetUrl: search.targetUrl } : { target: search.targetId }),
      profile: '',
      searchId: search.id,
      name: `Search ${search.id}, step ${number}`,
    }),
  );
  await keepStep(store, key, { runNumber: run.number });
  const claimed = await claimRun(store, run.number, lease.workerId, watch);
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
    await keepStep(store, key, { status: 'draining', trouble });
    return { trouble };
  }
  const { result } = judgement;
  await keepStep(store, key, { status: 'draining', result: JSON.stringify(result) });
  const { holds, sure, throughput, strain, doubt } = result;
  return { load, reason, holds, sure, throughput, strain, doubtful: doubt !== undefined };
}

/** Waits for a store that is away, as the step's run does: a search that has taken an hour is not lost by a lock. */
async function keepStep(
  { prisma }: Store,
  key: { searchId: number; number: number },
  data: Prisma.SearchStepUpdateInput,
): Promise<void> {
  await untilStored(() => prisma.searchStep.update({ where: { searchId_number: key }, data }));
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
  let answered = 0;
  let decision: StepDecision | undefined;
  return {
    isEnough({ second, windows, endpoints, tick }: SecondReport): boolean {
      const waiting = tick.inFlight + tick.queued;
      if (decision === undefined && isCounted(second, times)) {
        waited.push(waiting);
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
    seen: (): Pick<JudgedStep, 'decision' | 'waited' | 'answered'> => ({
      decision,
      waited,
      answered,
    }),
  };
}
