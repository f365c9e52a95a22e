import { remember } from '@/lib/core/memoize';
import type { LoadPlan } from '@/lib/plan/load-plan';
import { parsePlan } from '@/lib/plan/parse-plan';
import { hasEnded, type RunStatus } from '@/lib/plan/run-status';
import { distributionOf } from '@/lib/stats/distribution';
import { Histogram } from '@/lib/stats/histogram';
import type { Run } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { accumulateRun } from './accumulate-run';
import type { RunAccumulator } from './accumulator/accumulator';
import { driftOfRun } from './drift';
import { endFacts, profileOf } from './end-facts';
import { errorGroups } from './error-groups';
import { interruptStaleRuns } from './interrupt-stale-runs';
import type { Certainties, Environment, RunDetail, RunState } from './model';
import { pausedMs, pausedSince, runMarks } from './run-marks';
import { stateWithSummary } from './state-with-summary';

/** Everything that a run's page shows; undefined when there is no such run. */
export async function getRun(store: Store, number: number): Promise<RunDetail | undefined> {
  await interruptStaleRuns(store, Date.now());
  const run = await store.prisma.run.findUnique({
    where: { id: number },
    include: { labels: { orderBy: { label: 'asc' } } },
  });
  if (run === null) return undefined;
  const seconds = await accumulateRun(store, run);
  const plan = parsePlan(JSON.parse(run.plan));
  return {
    number: run.id,
    name: run.name ?? undefined,
    note: run.note ?? undefined,
    labels: run.labels.map(({ label }) => label),
    suiteId: run.suiteId ?? undefined,
    searchId: run.searchId ?? undefined,
    scenario: {
      id: run.scenarioId ?? undefined,
      name: run.scenarioName,
      version: run.scenarioVersion ?? undefined,
    },
    target: { id: run.targetId ?? undefined, name: run.targetName, url: run.targetUrl },
    queuedAt: run.queuedAt.toISOString(),
    plan,
    planHash: run.planHash,
    seed: run.seed,
    drift: await driftOf(store, run, plan),
    isBaseline: run.isBaseline,
    pinned: run.pinned,
    removed: {
      samples: run.samplesRemovedAt?.toISOString(),
      seconds: run.secondsRemovedAt?.toISOString(),
    },
    source: sourceOf(run),
    confirmation:
      run.confirmationId === null || run.side === null
        ? undefined
        : { id: run.confirmationId, side: run.side },
    profile: profileOf(run),
    environment:
      run.environment === null ? undefined : (JSON.parse(run.environment) as Environment),
    state: await stateWithSummary(store, run, await runState(store, run, seconds, Date.now())),
    series: { bucketMs: seconds.bucketMs, points: seconds.points() },
    ...(await endFacts(store, run, seconds)),
    ...(run.source !== null && { generator: undefined }),
    distribution: distributionOf(await responseOf(store, run, seconds)).map((bin) => ({
      fromMs: bin.fromUs / 1000,
      toMs: bin.toUs / 1000,
      count: bin.count,
    })),
  };
}

/** Response times of the whole run; where its seconds are gone, as its summary has them. */
async function responseOf({ prisma }: Store, run: Run, seconds: RunAccumulator) {
  if (run.secondsRemovedAt === null) return seconds.overall.response;
  const all = await prisma.summary.findFirst({ where: { runId: run.id, endpoint: -1 } });
  return all === null ? seconds.overall.response : Histogram.decode(all.response);
}

/** Only of ended runs: it changes no more. */
async function driftOf(store: Store, run: Run, plan: LoadPlan): Promise<RunDetail['drift']> {
  const { durationMs, source } = run;
  if (
    run.secondsRemovedAt !== null ||
    durationMs === null ||
    source !== null ||
    !hasEnded(run.status as RunStatus)
  )
    return [];
  return remember(store, `drift of ${run.id}`, async () =>
    driftOfRun(store, { ...run, plan, durationMs }),
  );
}

function sourceOf({ source, sourceNotes }: Run): RunDetail['source'] {
  if (source === null) return undefined;
  return { tool: source, notes: JSON.parse(sourceNotes ?? '[]') as string[] };
}

/** What changes while a run lasts. */
export async function runState(
  store: Store,
  run: Run,
  seconds: RunAccumulator,
  nowMs: number,
): Promise<RunState> {
  const status = run.status as RunStatus;
  const underWay = !hasEnded(status);
  // Rates are per second of load: of the stored seconds while live, of the load's length at the end.
  const loadMs = run.durationMs ?? seconds.coveredMs;
  const marks = await runMarks(store, run.id);
  const certainties = underWay
    ? new Map<string, Certainties>()
    : await certaintiesOf(store, run.id);
  return {
    status,
    startedAt: run.startedAt?.toISOString(),
    endedAt: run.endedAt?.toISOString(),
    failureReason: run.failureReason ?? undefined,
    failureAdvice: run.failureAdvice ?? undefined,
    activeUsers: underWay ? (seconds.lastTick?.activeUsers ?? 0) : 0,
    inFlight: underWay ? (seconds.lastTick?.inFlight ?? 0) : 0,
    queued: underWay ? (seconds.lastTick?.queued ?? 0) : 0,
    paused: underWay && pausedSince(marks) !== undefined,
    marks,
    progress: progressOf(
      run,
      underWay ? elapsedMs(run, nowMs) - pausedMs(marks, elapsedMs(run, nowMs)) : loadMs,
    ),
    totals: seconds.totals(loadMs),
    overall: { ...seconds.latencies(), certainty: certainties.get('') },
    endpoints: seconds
      .endpoints(loadMs)
      .map((endpoint) => ({ ...endpoint, certainty: certainties.get(endpoint.name) })),
    errors: await errorGroups(store, run.id),
  };
}

function elapsedMs(run: Run, nowMs: number): number {
  return run.startedAt === null ? 0 : Math.max(0, nowMs - run.startedAt.getTime());
}

function progressOf(run: Run, elapsed: number): RunState['progress'] {
  return {
    elapsedMs: elapsed,
    plannedMs: run.plannedMs,
    fraction: run.status === 'finished' ? 1 : Math.min(1, elapsed / run.plannedMs),
  };
}

/** By endpoint name; that of all together is ''. */
async function certaintiesOf(store: Store, runId: number): Promise<Map<string, Certainties>> {
  const rows = await store.prisma.summary.findMany({
    where: { runId, certainty: { not: null } },
    select: { name: true, certainty: true },
  });
  return new Map(rows.map((row) => [row.name, JSON.parse(row.certainty ?? '{}') as Certainties]));
}
