import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { cpus, platform, release, tmpdir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { span } from '@/lib/core/duration';
import { PlimsollError } from '@/lib/core/errors';
import { parseJson } from '@/lib/core/parse-json';
import { checkTarget, type TargetCheck } from '@/lib/engine/check-target';
import type { LoadEnd } from '@/lib/engine/run-load';
import { startGenerators } from '@/lib/engine/start-generators';
import { maskOf, type TargetEndpoint } from '@/lib/plan/connection';
import type { LoadPlan } from '@/lib/plan/load-plan';
import { type Objective, objectiveLabel } from '@/lib/plan/objective';
import { type SpaceProblem, spaceProblem } from '@/lib/runs/disk-space';
import { endRun, type RunEnd } from '@/lib/runs/end-run';
import { watchObjectives } from '@/lib/runs/evaluate-run';
import { installationLimits } from '@/lib/runs/installation-limits';
import type { Environment } from '@/lib/runs/model';
import type { SecondReport } from '@/lib/stats/windows';
import type { Store } from '@/lib/store/open-store';
import { HoldLost } from '@/lib/store/queue/hold';
import { keepBeating } from '@/lib/store/queue/keep-beating';
import type { Lease } from '@/lib/store/queue/queue';
import { objectivesOf, planOf } from '@/lib/store/rows';
import { openSecondWriter } from '@/lib/store/seconds';
import { troubleOf, untilStored } from '@/lib/store/trouble';
import { endpointOf } from '@/lib/targets/endpoint';
import { cleanUp, summariseJobs, wantsCleanUp } from './clean-up';
import { createStopAfter, watchLoadChanges } from './run-control';
import { bufferSeconds, type StoreTrouble } from './second-buffer';
import { IDLE, type IdleTarget, waitUntilIdle } from './wait-until-idle';
import { watchMetrics } from './watch-metrics';

const CHECK_TIMEOUT_MS = 3000;
export interface ExecuteOptions {
  /** A target's token that is not stored, for runs against a bare URL. */
  token?: string;
  /** Stops the run at once, because this process is to end. */
  signal?: AbortSignal;
  /** Looks at each second; true ends the load as the plan's own stopAfter does. */
  isEnough?: (report: SecondReport) => boolean;
  /** How long a run that is to wait for an idle target waits; ten minutes if left out. */
  idleTimeoutMs?: number;
  /** How much the database can still take, bytes; by default as its disk says. */
  roomBytes?: number;
}

/** Carries a claimed run through to its end: load, store, summary. Only a broken store makes it throw. */
export async function executeRun(store: Store, lease: Lease<'run'>, options: ExecuteOptions = {}) {
  let stopBeating = () => {};
  const heart: Heart = {
    beat() {
      stopBeating();
      stopBeating = keepBeating(store, lease);
    },
    rest: () => stopBeating(),
  };
  // A busy machine takes longer to start the generators than a silence may be.
  heart.beat();
  try {
    await carryThrough(store, lease, heart, options);
  } finally {
    heart.rest();
  }
}

/** Shows that the run's holder lives, where no second that is stored does. */
interface Heart {
  beat(): void;
  rest(): void;
}

async function carryThrough(
  store: Store,
  lease: Lease<'run'>,
  heart: Heart,
  options: ExecuteOptions,
) {
  const run = lease.job;
  const plan = planOf(run);
  const reached = await endpointOf(store, run, plan, options.token).catch(whyUnsent);
  if ('reason' in reached) {
    await endUnsent(store, lease, reached);
    return;
  }
  const { endpoint: target, metricsUrl } = reached;
  const noRoom = spaceProblem(store, plan, options.roomBytes);
  if (noRoom !== undefined) {
    await endUnsent(store, lease, noRoom);
    return;
  }
  const { connection } = plan;
  const idleTarget = { endpoint: target, connection, metricsUrl };
  if (run.waitForIdle && !(await awaitIdle(store, lease, idleTarget, options))) return;
  const check = await checkTarget(target, { timeoutMs: CHECK_TIMEOUT_MS, connection });
  const startedAt = new Date();
  const tracePrefix = connection?.traceContext ? randomBytes(8).toString('hex') : undefined;
  const environment = JSON.stringify(describeEnvironment(check));
  await untilStored(() =>
    store.prisma.run.update({
      where: { id: run.id },
      data: { environment, startedAt, tracePrefix },
    }),
  );
  const seconds = bufferSeconds(openSecondWriter(store.sqlite, run.id, lease.workerId), {
    elapsedMs: () => load.elapsedMs(),
    onUnable(error) {
      unable = troubleOf(error);
      load.stop('now');
    },
    // Where the disk of the data is full, another may not be.
    spool: { folders: [dirname(store.sqlite.name), tmpdir()] },
  });
  let unable: string | undefined;
  let broken: Objective | undefined;
  let brokenAtMs = 0;
  let hasEnough = false;
  let because: StopReason | undefined;
  const isOverLimit = createStopAfter({ requests: installationLimits().requests });
  const isEnough = createStopAfter(plan.stopAfter);
  const look = watchObjectives(objectivesOf(run), plan.warmUpMs);
  const load = startGenerators({
    plan,
    target,
    seed: run.seed,
    tracePrefix,
    onSecond(report) {
      // From now on every second that is stored is a beat.
      heart.rest();
      seconds.write(report);
      if (isEnough(report) || options.isEnough?.(report)) {
        hasEnough = true;
        load.stop('gracefully');
      }
      if (isOverLimit(report) && because === undefined) {
        because = OVER_LIMIT;
        load.stop('now');
      }
      if (broken !== undefined) return;
      broken = look(report);
      if (broken === undefined) return;
      brokenAtMs = load.elapsedMs();
      load.stop('now');
    },
  });
  const unwatch = watchLoadChanges(store, run.id, load, () => {
    because = unwatchedFor(run.stopUnwatchedAfterMs ?? 0);
  });
  const stopMetrics = watchMetrics(store, run, load, { metricsUrl, endpoint: target });
  const shutDown = () => load.stop('now');
  options.signal?.addEventListener('abort', shutDown);
  if (options.signal?.aborted) shutDown();
  try {
    const end = await load.done;
    heart.beat();
    await stopMetrics();
    await seconds.drained();
    await keepTrouble(store, run.id, seconds.trouble);
    await finishRun(store, lease, {
      plan,
      target,
      startedAt,
      end,
      hasEnough,
      broken: broken && { objective: broken, atMs: brokenAtMs },
      isShutDown: options.signal?.aborted === true,
      because,
      unable,
    });
  } catch (error) {
    // Somebody else has ended it: there is nothing here left to write, and whoever asked for it reads how it ended.
    if (error instanceof HoldLost) return;
    const end = {
      status: 'failed',
      endedAt: new Date(),
      failureReason: maskOf(target)(
        `The run failed: ${error instanceof Error ? error.message : String(error)}`,
      ),
      failureAdvice: 'Data stored so far was kept. See the worker’s log for details.',
    } as const;
    await untilStored(() => endRun(store, run.id, end, lease));
  } finally {
    options.signal?.removeEventListener('abort', shutDown);
    unwatch();
    seconds.close();
    await stopMetrics();
  }
}

const IDLE_TIMEOUT_MS = 600_000;

/** Waits until the target has no earlier work before it. Ends the run, and returns false, where it is stopped or too long. */
async function awaitIdle(
  store: Store,
  lease: Lease<'run'>,
  idleTarget: IdleTarget,
  { signal, idleTimeoutMs = IDLE_TIMEOUT_MS }: ExecuteOptions,
): Promise<boolean> {
  const { id } = lease.job;
  let stopped = false;
  const stopBeating = keepBeating(store, lease, () => {
    stopped = true;
  });
  const { isIdle } = await waitUntilIdle(idleTarget, IDLE, {
    timeoutMs: idleTimeoutMs,
    isStopped: () => stopped || signal?.aborted === true,
  }).finally(stopBeating);
  if (isIdle && !stopped) return true;
  if (stopped)
    await untilStored(() => endRun(store, id, { status: 'stopped', endedAt: new Date() }, lease));
  else
    await endUnsent(
      store,
      lease,
      signal?.aborted
        ? { reason: SHUT_DOWN.failureReason, advice: SHUT_DOWN.failureAdvice }
        : {
            reason: `The target was not idle within ${span(idleTimeoutMs)}. No requests were sent.`,
            advice:
              'Wait until its jobs have ended or cancel them, or start the run without waiting.',
          },
    );
  return false;
}

/** Why nothing can be sent: a secret is gone, or cannot be read. */
function whyUnsent(error: unknown): SpaceProblem {
  if (!(error instanceof PlimsollError)) throw error;
  const places = error.problems.map(({ path, message }) => `${path} ${message}`);
  return { reason: `${error.message} No requests were sent.`, advice: places.join(' ') };
}

/** Ends a run that has not sent anything: there was no room for it any more, say. */
async function endUnsent(store: Store, lease: Lease<'run'>, { reason, advice }: SpaceProblem) {
  const end = {
    status: 'failed',
    endedAt: new Date(),
    failureReason: reason,
    failureAdvice: advice,
  } as const;
  await untilStored(() => endRun(store, lease.id, end, lease));
}

/** A mark on the run's time axis: what is missing of the charts while it lasted, and that nothing is lost. */
async function keepTrouble(store: Store, runId: number, trouble: StoreTrouble | undefined) {
  if (trouble === undefined || trouble.lastedMs < 1000) return;
  const { reason, atMs, lastedMs } = trouble;
  const text = `Storing was held up for ${span(lastedMs)}: ${reason}. Nothing was lost.`;
  await untilStored(() =>
    store.prisma.runMark.create({ data: { runId, kind: 'note', atMs, text } }),
  );
}

/** The machine, versions and target of a run: what two runs must share to be compared. */
export function describeEnvironment(target: TargetCheck): Environment {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryBytes: totalmem(),
    platform: `${platform()} ${release()}`,
    node: process.version,
    plimsoll: projectVersion(),
    target: target.ok ? [target.service, target.version].filter(Boolean).join(' ') : undefined,
  };
}

function projectVersion(): string {
  const root = process.env.PLIMSOLL_ROOT ?? process.cwd();
  const text = readFileSync(join(root, 'package.json'), 'utf8');
  return parseJson(z.object({ version: z.string() }), text).version;
}

const SHUT_DOWN = {
  failureReason: 'The worker was shut down during the run.',
  failureAdvice: 'Data up to that point was kept. Start a new run for complete results.',
};

/** How a run's load came to its end. */
export interface RunFinish {
  plan: LoadPlan;
  target: TargetEndpoint;
  startedAt: Date;
  end: LoadEnd;
  /** The load was ended because there was enough of it. */
  hasEnough: boolean;
  /** The objective that aborted it, and when. */
  broken?: { objective: Objective; atMs: number };
  /** This process was told to end. */
  isShutDown: boolean;
  /** Why it was stopped without anybody's wish. */
  because?: StopReason;
  /** Why the store took nothing for so long that the load was ended. */
  unable?: string;
}

/** Keeps what a run's load left behind, tidies up after its jobs, and ends it. */
export async function finishRun(
  store: Store,
  lease: Pick<Lease<'run'>, 'id' | 'workerId'>,
  { plan, target, startedAt, end, hasEnough, broken, isShutDown, because, unable }: RunFinish,
): Promise<void> {
  const { id, workerId } = lease;
  if (broken !== undefined)
    await untilStored(() =>
      store.prisma.runMark.create({
        data: {
          runId: id,
          kind: 'abort',
          atMs: broken.atMs,
          text: objectiveLabel(broken.objective),
        },
      }),
    );
  const tidied =
    end.jobsLeft.length > 0 && wantsCleanUp(plan, end.reason)
      ? JSON.stringify(await cleanUp(target, plan, end.jobsLeft))
      : undefined;
  const jobLife = end.jobLife && JSON.stringify(summariseJobs(end.jobLife));
  await untilStored(() =>
    store.prisma.run.update({ where: { id }, data: { jobLife, cleanUp: tidied } }),
  );
  const isStopped = end.reason === 'stopped';
  const runEnd: RunEnd = {
    status: isStopped && !hasEnough ? 'stopped' : 'finished',
    endedAt: new Date(startedAt.getTime() + end.durationMs),
    durationMs: end.durationMs,
    ...(isShutDown && isStopped ? SHUT_DOWN : {}),
    ...(broken !== undefined && isStopped ? abortedBy(broken.objective) : {}),
    ...(because !== undefined && isStopped ? because : {}),
    ...(unable !== undefined && isStopped ? unstorable(unable) : {}),
  };
  await untilStored(() => endRun(store, id, runEnd, { workerId }));
}

interface StopReason {
  failureReason: string;
  failureAdvice: string;
}

const OVER_LIMIT: StopReason = {
  failureReason:
    'Stopped: the run sent as many requests as this installation allows (PLIMSOLL_MAX_REQUESTS).',
  failureAdvice: 'Data up to that point was kept. Start a shorter or a smaller run.',
};

function unwatchedFor(ms: number): StopReason {
  return {
    failureReason: `Stopped: nobody watched the run for ${span(ms)}.`,
    failureAdvice:
      'Data up to that point was kept. Keep its page open, or start it without stopping when nobody watches.',
  };
}

function unstorable(reason: string) {
  return {
    failureReason: `The load was stopped, because what it measured could not be stored: ${reason}.`,
    failureAdvice:
      'Data up to that point was kept. Free the disk or the database, then start a new run.',
  };
}

function abortedBy(objective: Objective) {
  const length = span(objective.abortAfterMs);
  return {
    failureReason: `Aborted: an objective was violated continuously for ${length}: ${objectiveLabel(objective)}.`,
    failureAdvice: 'Data up to that point was kept and evaluated.',
  };
}
