import type { CapacityChoice } from '@/lib/capacity/model';
import { loadShape, type ShapePoint } from '@/lib/plan/figures';
import type { LoadPlan } from '@/lib/plan/load-plan';
import { familyHash } from '@/lib/plan/plan-hash';
import { loadUnitOf } from '@/lib/plan/scale';
import { endpointNames } from '@/lib/runs/samples';
import { measuredSecond } from '@/lib/runs/seconds';
import { eachBucket, summariseLatency } from '@/lib/stats/histogram';
import { effectiveCount, percentileInterval } from '@/lib/stats/intervals';
import { steadyStretches } from '@/lib/stats/steady-stretches';
import { WindowTally } from '@/lib/stats/window-tally';
import type { Run } from '@/lib/store/generated/client';
import { memoize } from '@/lib/store/memoize';
import type { Store } from '@/lib/store/open-store';
import { levelsOf, planOf } from '@/lib/store/rows';
import { readSeconds, type StoredSecond } from '@/lib/store/seconds';
import type { MeasuredRequests, MeasuredSecond } from '@/lib/verdict/objective-evidence';
import type { RunLevel } from './model';

/** Raised when levels come to mean something else: those stored before are then worked out anew. */
export const LEVELS_VERSION = 1;

const BATCHES = 10;

/** The steady levels of an ended run; none where its load never stood still, or the user changed it. */
export async function levelsOfRun(store: Store, run: Run): Promise<RunLevel[]> {
  const plan = planOf(run);
  const changed = await store.prisma.runMark.count({
    where: { runId: run.id, kind: { in: ['pause', 'resume', 'level'] } },
  });
  if (changed > 0 && plan.load.model === 'open') return [];
  const whole = Math.floor((run.durationMs ?? 0) / 1000);
  const warmUpMs = plan.warmUpMs ?? 0;
  const seconds = [...readSeconds(store.sqlite, run.id)].filter(
    ({ tick }) => tick.second * 1000 >= warmUpMs && tick.second < Math.min(whole, endOf(run)),
  );
  const levelAt = loadLevels(plan);
  const stretches = steadyStretches(
    seconds.map(({ tick }) => ({ second: tick.second, level: levelAt(tick) })),
    // A search lets its steps settle, and ends them as soon as it is sure.
    { isSettled: run.searchId !== null },
  );
  const names = await endpointNames(store, run.id);
  return stretches.flatMap(({ level, from, to }) => {
    const part = seconds.filter(({ tick }) => tick.second >= from && tick.second < to);
    const told = { run: run.id, scenario: run.scenarioName, load: level };
    const startedAt = (run.startedAt ?? run.queuedAt).toISOString();
    const shown = levelOf(part, names);
    return shown === undefined
      ? []
      : [{ ...told, startedAt, fromSecond: from, toSecond: to, ...shown }];
  });
}

/** The load ends with the plan; what comes in afterwards is what was in flight. */
function endOf({ plannedMs }: Run): number {
  return Math.floor(plannedMs / 1000);
}

function levelOf(part: readonly StoredSecond[], names: readonly string[]) {
  const windows = part.flatMap((second) => second.windows);
  const tally = WindowTally.of(windows);
  const { requests, response } = tally;
  if (requests === 0) return undefined;
  const seconds = part.map((second) => measuredSecond(second.windows));
  const good = seconds.map((second) => second.requests - second.failures);
  const p95 = response.quantile(0.95);
  const interval =
    p95 === undefined
      ? undefined
      : percentileInterval(response, 0.95, effectiveCount(exceedances(seconds, p95)));
  const all = measuredOf(tally, part.length);
  const own = names.map(() => new WindowTally());
  for (const window of windows) own[window.endpoint]?.add(window);
  const measured: Record<string, MeasuredRequests> = Object.fromEntries([
    ['', all],
    ...names.map((name, at) => [name, measuredOf(own[at] ?? new WindowTally(), part.length)]),
  ]);
  const { meanMs: meanServiceMs } = all.service;
  return {
    measured,
    throughput: meanOf(good),
    throughputError: errorOfMean(good),
    p95LowMs: interval && interval.lowUs / 1000,
    p95HighMs: interval && interval.highUs / 1000,
    inFlight: meanOf(part.map(({ tick }) => tick.inFlight)),
    littleInFlight:
      meanServiceMs === undefined ? undefined : (requests / part.length) * (meanServiceMs / 1000),
  };
}

function measuredOf(
  { requests, failures, locustFailures, response, service }: WindowTally,
  seconds: number,
): MeasuredRequests {
  return {
    requests,
    failures,
    locustFailures,
    requestsPerSecond: requests / seconds,
    response: summariseLatency(response),
    service: summariseLatency(service),
  };
}

function exceedances(seconds: readonly MeasuredSecond[], limitUs: number) {
  return seconds.map(({ response }) => {
    let [count, above] = [0, 0];
    for (const encoded of response)
      eachBucket(encoded, (_toUs, times, fromUs) => {
        count += times;
        if (fromUs > limitUs) above += times;
      });
    return { count, above };
  });
}

/** By the means of at most ten batches of seconds, so that what is alike in time does not look like chance. */
function errorOfMean(values: readonly number[]): number {
  const length = Math.max(1, Math.ceil(values.length / BATCHES));
  const batches: number[] = [];
  for (let at = 0; at + length <= values.length; at += length)
    batches.push(meanOf(values.slice(at, at + length)));
  if (batches.length < 2) return 0;
  const mean = meanOf(batches);
  const squares = batches.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (batches.length - 1) / batches.length);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** The load that is meant in a second: who was there, of users; what the plan says, of arrivals. */
export function loadLevels(plan: LoadPlan): (tick: StoredSecond['tick']) => number {
  if (plan.load.model === 'closed') return ({ activeUsers }) => activeUsers;
  const { points } = loadShape(plan);
  return ({ second }) => heightAt(points, second * 1000 + 500);
}

function heightAt(points: readonly ShapePoint[], atMs: number): number {
  const next = points.findIndex((point) => point.atMs > atMs);
  const [a, b] = [points[next - 1], points[next]];
  if (a === undefined || b === undefined) return 0;
  return a.level + ((b.level - a.level) * (atMs - a.atMs)) / (b.atMs - a.atMs);
}

/** Older runs say little of what a service carries today. */
const MAX_RUNS = 400;
/** Of runs older than stored levels so many are read anew: each takes some tenths of a second. */
const MAX_WORKED_OUT = 30;
const USABLE = {
  status: { in: ['finished', 'stopped'] },
  requests: { gt: 0 },
  source: null,
  OR: [{ validity: { not: 'invalid' } }, { searchId: { not: null } }],
};

/** By target and family, those that were last measured first. */
export async function capacityChoices({ prisma }: Store): Promise<CapacityChoice[]> {
  const runs = await prisma.run.findMany({
    where: { ...USABLE, suiteId: null },
    orderBy: { id: 'desc' },
    take: MAX_RUNS,
    select: { targetName: true, scenarioName: true, plan: true, planHash: true },
  });
  const families = familiesOf();
  const choices = new Map<string, CapacityChoice>();
  for (const run of runs) {
    const { targetName, scenarioName } = run;
    const { hash, unit } = families(run);
    const key = `${hash} ${targetName}`;
    const known = choices.get(key) ?? {
      target: targetName,
      familyHash: hash,
      scenarios: [],
      unit,
      runs: 0,
    };
    known.runs += 1;
    if (!known.scenarios.includes(scenarioName)) known.scenarios.push(scenarioName);
    choices.set(key, known);
  }
  return [...choices.values()];
}

/** The steady levels of a family's runs, by load. */
export async function levelsOfFamily(
  store: Store,
  { target, familyHash: wanted }: Pick<CapacityChoice, 'target' | 'familyHash'>,
): Promise<RunLevel[]> {
  const runs = await store.prisma.run.findMany({
    where: { ...USABLE, suiteId: null, targetName: target },
    orderBy: { id: 'desc' },
    take: MAX_RUNS,
  });
  const families = familiesOf();
  const levels: RunLevel[] = [];
  let workedOut = 0;
  for (const run of runs) {
    if (families(run).hash !== wanted) continue;
    const kept = storedLevels(run);
    if (kept === undefined && ++workedOut > MAX_WORKED_OUT) continue;
    const found =
      kept ?? (await memoize(store, `levels of ${run.id}`, () => levelsOfRun(store, run)));
    levels.push(...found);
  }
  return levels.sort((a, b) => a.load - b.load || a.run - b.run);
}

function storedLevels(run: Run): RunLevel[] | undefined {
  const stored = levelsOf(run);
  return stored?.version === LEVELS_VERSION ? stored.levels : undefined;
}

/** Equal plans are of one family, and looked at once. */
function familiesOf() {
  const known = new Map<string, { hash: string; unit: CapacityChoice['unit'] }>();
  return (run: Pick<Run, 'plan' | 'planHash'>) => {
    const before = known.get(run.planHash);
    if (before !== undefined) return before;
    const plan = planOf(run);
    const found = { hash: familyHash(plan), unit: loadUnitOf(plan) };
    known.set(run.planHash, found);
    return found;
  };
}
