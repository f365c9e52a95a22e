import type { LoadPlan } from '@/lib/plan/load-plan';
import { distributionOf, Histogram, summariseLatency } from '@/lib/stats/histogram';
import { PHASES } from '@/lib/stats/windows';
import type { Run, Summary } from '@/lib/store/generated/client';
import { memoize } from '@/lib/store/memoize';
import type { Store } from '@/lib/store/open-store';
import { isStale } from '@/lib/store/queue/model';
import {
  certaintiesOf,
  cleanUpOf,
  environmentOf,
  findingsOf,
  jobLifeOf,
  latenciesOf,
  outcomesOf,
  phaseOf,
  planOf,
  responseSummaryOf,
  runStatusOf,
  serviceSummaryOf,
  sourceNotesOf,
  validityOf,
  validityReasonsOf,
  verdictOf,
  verdictsOf,
} from '@/lib/store/rows';
import { VALIDITY_LIMITS, type ValidityLimit } from '@/lib/verdict/validity';
import type { RunAccumulator } from './accumulator/accumulator';
import { pausedMs, pausedSince, runAnnotations } from './annotations';
import { driftOfRun } from './drift';
import {
  type EndpointSummary,
  hasEnded,
  type PhaseSummary,
  type RunDetail,
  type RunState,
} from './model';
import { endpointNames } from './samples';
import { accumulateRun, errorGroups } from './seconds';

/** Everything that a run's page shows; undefined when there is no such run. */
export async function getRun(store: Store, number: number): Promise<RunDetail | undefined> {
  const run = await store.prisma.run.findUnique({
    where: { id: number },
    include: { labels: { orderBy: { label: 'asc' } } },
  });
  if (run === null) return undefined;
  const seconds = await accumulateRun(store, run);
  const plan = planOf(run);
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
    environment: environmentOf(run),
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
    !hasEnded(runStatusOf(run))
  )
    return [];
  return memoize(store, `drift of ${run.id}`, async () =>
    driftOfRun(store, { ...run, plan, durationMs }),
  );
}

function sourceOf(run: Run): RunDetail['source'] {
  return run.source === null ? undefined : { tool: run.source, notes: sourceNotesOf(run) };
}

/** What changes while a run lasts. */
export async function runState(
  store: Store,
  run: Run,
  seconds: RunAccumulator,
  nowMs: number,
): Promise<RunState> {
  const status = runStatusOf(run);
  const underWay = !hasEnded(status);
  const stale = isStale(run, nowMs);
  // Its environment is noted when it has waited.
  const waitsForIdle = run.waitForIdle && run.environment === null && status === 'running';
  const elapsed = waitsForIdle
    ? 0
    : elapsedMs(run, stale ? (run.heartbeatAt?.getTime() ?? nowMs) : nowMs);
  // Rates are per second of load: of the stored seconds while live, of the load's length at the end.
  const loadMs = run.durationMs ?? seconds.coveredMs;
  const marks = await runAnnotations(store, run.id);
  const known = underWay ? new Map<string, Uncertainty>() : await uncertaintyByName(store, run.id);
  return {
    status,
    isStale: stale,
    waitsForIdle,
    startedAt: run.startedAt?.toISOString(),
    endedAt: run.endedAt?.toISOString(),
    failureReason: run.failureReason ?? undefined,
    failureAdvice: run.failureAdvice ?? undefined,
    activeUsers: underWay ? (seconds.lastTick?.activeUsers ?? 0) : 0,
    inFlight: underWay ? (seconds.lastTick?.inFlight ?? 0) : 0,
    queued: underWay ? (seconds.lastTick?.queued ?? 0) : 0,
    paused: underWay && pausedSince(marks) !== undefined,
    marks,
    progress: progressOf(run, underWay ? elapsed - pausedMs(marks, elapsed) : loadMs),
    totals: seconds.totals(loadMs),
    overall: { ...seconds.latencies(), ...known.get('') },
    endpoints: seconds
      .endpoints(loadMs)
      .map((endpoint) => ({ ...endpoint, ...known.get(endpoint.name) })),
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

type Uncertainty = Pick<EndpointSummary, 'certainty' | 'latencies'>;

/** By endpoint name; that of all together is ''. */
async function uncertaintyByName(store: Store, runId: number): Promise<Map<string, Uncertainty>> {
  const rows = await store.prisma.summary.findMany({
    where: { runId },
    select: { name: true, certainty: true, latencies: true },
  });
  return new Map(
    rows.map((row) => [row.name, { certainty: certaintiesOf(row), latencies: latenciesOf(row) }]),
  );
}

/**
 * A run's state by its summary, where its seconds are not what it was measured by: of an imported run whose file
 * had figures of the whole, and of one whose seconds the retention has taken.
 */
async function stateWithSummary(store: Store, run: Run, state: RunState): Promise<RunState> {
  const isWithout = run.source !== null || run.secondsRemovedAt !== null;
  if (!isWithout || state.overall.response.samples > 0) return state;
  const rows = await store.prisma.summary.findMany({
    where: { runId: run.id },
    orderBy: { endpoint: 'asc' },
  });
  const all = rows.find(({ name }) => name === '') ?? rows[0];
  if (all === undefined) return state;
  return {
    ...state,
    totals: {
      ...state.totals,
      requests: run.requests ?? 0,
      failures: run.failures ?? 0,
      failureRate: run.failureRate ?? undefined,
      locustFailures: run.locustFailures ?? 0,
      requestsPerSecond: run.requestsPerSecond ?? undefined,
    },
    overall: {
      response: responseSummaryOf(all),
      service: serviceOf(run, all),
      certainty: certaintiesOf(all),
      latencies: latenciesOf(all),
    },
    endpoints: rows.filter(({ name }) => name !== '').map((row) => endpointOf(run, row)),
  };
}

/** Other tools tell one time only. */
function serviceOf({ source }: Run, row: Summary): RunState['overall']['service'] {
  return source !== null ? responseSummaryOf(row) : serviceSummaryOf(row);
}

function endpointOf(run: Run, row: Summary): EndpointSummary {
  const { name, requests, failures, locustFailures, skipped } = row;
  return {
    name,
    requests,
    failures,
    locustFailures,
    skipped,
    failureRate: requests === 0 ? undefined : failures / requests,
    requestsPerSecond: row.requestsPerSecond ?? undefined,
    outcomes: outcomesOf(row),
    response: responseSummaryOf(row),
    service: serviceOf(run, row),
    certainty: certaintiesOf(row),
    latencies: latenciesOf(row),
  };
}

type EndFacts = Pick<
  RunDetail,
  'validity' | 'generator' | 'phases' | 'jobLife' | 'cleanUp' | 'judgement' | 'findings'
>;

/** What is known of a run only once it has ended. */
async function endFacts(store: Store, run: Run, seconds: RunAccumulator): Promise<EndFacts> {
  if (!hasEnded(runStatusOf(run))) return { phases: [] };
  const validity = validityOf(run);
  return {
    validity: validity && { validity, reasons: validityReasonsOf(run), limits: LIMITS },
    generator: healthOf(seconds),
    phases: await phasesOf(store, run.id),
    jobLife: jobLifeOf(run),
    cleanUp: cleanUpOf(run),
    judgement: judgementOf(run),
    findings: findingsOf(run),
  };
}

function judgementOf(run: Run): RunDetail['judgement'] {
  const verdicts = verdictsOf(run);
  if (verdicts.length === 0) return undefined;
  return {
    profile: profileOf(run),
    verdict: verdictOf(run),
    verdicts,
  };
}

/** The profile that a run took a copy of, as it was then. */
function profileOf({ profileName, profileVersion }: Run): RunDetail['profile'] {
  return profileName === null || profileVersion === null
    ? undefined
    : { name: profileName, version: profileVersion };
}

function healthOf({ generator, overall }: RunAccumulator): RunDetail['generator'] {
  const health = generator.summarise();
  const due = overall.requests + overall.counts.dropped;
  return health && { ...health, achieved: due === 0 ? undefined : overall.requests / due };
}

const LIMITS = Object.values<ValidityLimit>(VALIDITY_LIMITS).map(({ name, suspect, invalid }) => ({
  name,
  suspect: `${suspect} %`,
  invalid: invalid === undefined ? '–' : `${invalid} %`,
}));

async function phasesOf(store: Store, runId: number): Promise<PhaseSummary[]> {
  const names = await endpointNames(store, runId);
  const rows = await store.prisma.phase.findMany({ where: { runId } });
  const order = (row: { phase: string }) => PHASES.indexOf(phaseOf(row));
  return rows
    .sort((a, b) => a.endpoint - b.endpoint || order(a) - order(b))
    .map((row) => ({
      endpoint: names[row.endpoint] ?? '?',
      phase: phaseOf(row),
      latency: summariseLatency(Histogram.decode(row.histogram)),
    }));
}
