import { Histogram } from '@/lib/stats/histogram';
import { requestsOf } from '@/lib/stats/outcome';
import { WindowTally } from '@/lib/stats/window-tally';
import type { WindowRecord } from '@/lib/stats/windows';
import type { Run } from '@/lib/store/generated/client';
import { readMetricSeries } from '@/lib/store/metric-series';
import type { Store } from '@/lib/store/open-store';
import { planOf } from '@/lib/store/rows';
import { readRequestTimes } from '@/lib/store/samples';
import { readFailures, readSeconds, type StoredSecond } from '@/lib/store/seconds';
import type { EndpointSecond, Evidence, EvidenceSecond } from '@/lib/verdict/evidence';
import { findCauses } from '@/lib/verdict/find-causes';
import type { Finding } from '@/lib/verdict/model';
import { hasRole, roleSeries } from '@/lib/verdict/signals/series';
import { findStalls } from '@/lib/verdict/signals/stalls';
import { runAnnotations } from './annotations';
import { endpointNames } from './samples';

/** Shorter runs have too few seconds to tell a spell from a moment. */
const MIN_DURATION_MS = 10_000;

/** What limited a run, by what is stored of it; undefined of one that is too short to tell. */
export async function findCausesOfRun(
  store: Store,
  run: Pick<Run, 'id' | 'plan'>,
  loadMs: number,
): Promise<Finding[] | undefined> {
  if (loadMs < MIN_DURATION_MS) return undefined;
  return findCauses(await runEvidence(store, run, loadMs));
}

const SECOND_MS = 1000;

type RunToExplain = Pick<Run, 'id' | 'plan'>;

/** All that is stored of a run that its causes are found by. `loadMs` is how long load was sent. */
export async function runEvidence(
  store: Store,
  run: RunToExplain,
  loadMs: number,
): Promise<Evidence> {
  const { sqlite, prisma } = store;
  const plan = planOf(run);
  const names = await endpointNames(store, run.id);
  const errors = failuresBySecond(store, run.id);
  const counted = countedBy(plan.warmUpMs ?? 0, loadMs, await pausesOf(store, run.id));
  const seconds: EvidenceSecond[] = [];
  for (const second of readSeconds(sqlite, run.id)) {
    const atMs = second.tick.second * SECOND_MS;
    if (counted(atMs))
      seconds.push(evidenceSecond(second, names, errors.get(second.tick.second) ?? {}));
  }
  const groups = await prisma.errorGroup.findMany({ where: { runId: run.id } });
  return {
    model: plan.load.model,
    timeoutMs: plan.timeoutMs,
    seconds,
    errors: groups.map(({ id, endpoint, outcome, code, message }) => ({
      id,
      endpoint: names[endpoint] ?? '?',
      outcome,
      code,
      message,
    })),
    stalls: findStalls(await readRequestTimes(sqlite, run.id), names),
    target: roleSeries(readMetricSeries(sqlite, run.id, hasRole)),
  };
}

/** Whole seconds under load count: no warm-up, no pause, nothing after the load's end. */
function countedBy(warmUpMs: number, loadMs: number, pauses: readonly [number, number][]) {
  return (atMs: number) =>
    atMs >= warmUpMs &&
    atMs + SECOND_MS <= loadMs &&
    !pauses.some(([from, to]) => atMs + SECOND_MS > from && atMs < to);
}

async function pausesOf(store: Store, runId: number): Promise<[number, number][]> {
  const pauses: [number, number][] = [];
  for (const { kind, atMs } of await runAnnotations(store, runId)) {
    const open = pauses.at(-1);
    const isPaused = open?.[1] === Number.POSITIVE_INFINITY;
    if (kind === 'pause' && atMs !== undefined && !isPaused)
      pauses.push([atMs, Number.POSITIVE_INFINITY]);
    if (kind === 'resume' && atMs !== undefined && open !== undefined && isPaused) open[1] = atMs;
  }
  return pauses;
}

function failuresBySecond({ sqlite }: Store, runId: number): Map<number, Record<number, number>> {
  const bySecond = new Map<number, Record<number, number>>();
  for (const { second, error, count } of readFailures(sqlite, runId))
    bySecond.set(second, { ...bySecond.get(second), [error]: count });
  return bySecond;
}

function evidenceSecond(
  { tick, windows }: StoredSecond,
  names: readonly string[],
  errors: Readonly<Record<number, number>>,
): EvidenceSecond {
  const { requests, counts, service } = WindowTally.of(windows);
  const late = Histogram.decode(tick.scheduleDelay).quantile(0.99);
  return {
    atMs: tick.second * SECOND_MS,
    requests,
    ...timesOf(service),
    maxMs: inMs(service.max),
    users: tick.activeUsers,
    inFlight: tick.inFlight,
    queued: tick.queued,
    counts,
    endpoints: Object.fromEntries(
      windows.map((window) => [names[window.endpoint] ?? '?', endpointSecond(window)]),
    ),
    errors,
    generator: {
      lateP99Ms: inMs(late),
      lagMs: tick.eventLoopLagMs,
      cpuShare: tick.cpuMs === undefined ? undefined : tick.cpuMs / SECOND_MS,
    },
  };
}

function endpointSecond({ counts, service }: WindowRecord): EndpointSecond {
  return { requests: requestsOf(counts), ...timesOf(Histogram.decode(service)) };
}

function timesOf(service: Histogram) {
  return { p50Ms: inMs(service.quantile(0.5)), p95Ms: inMs(service.quantile(0.95)) };
}

function inMs(us: number | undefined): number | undefined {
  return us === undefined ? undefined : us / 1000;
}
