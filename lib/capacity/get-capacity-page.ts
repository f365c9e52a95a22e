import { ownValue } from '@/lib/core/own-value';
import { isLatencyObjective, type Objective, objectiveLabel } from '@/lib/plan/objective';
import type { LoadUnit } from '@/lib/plan/scale';
import { listProfiles } from '@/lib/profiles/profiles';
import { capacityChoices, levelsOfFamily } from '@/lib/runs/levels';
import type { RunLevel } from '@/lib/runs/model';
import type { Store } from '@/lib/store/open-store';
import { objectiveFigure } from '@/lib/verdict/objective-figure';
import { findCrossing } from './fitting/find-crossing';
import { fitScaling, predictThroughput, type ScalingFit } from './fitting/fit-scaling';
import { forecastGrowth, GROWTHS } from './fitting/growth';
import { type MeasuredLine, whatIf } from './fitting/what-if';
import type {
  CapacityPage,
  CapacityPoint,
  CurvePoint,
  GoodputFigures,
  HeadRoom,
  LineState,
  SafeLine,
  SearchListItem,
  TrafficPoint,
} from './model';
import { listSearches } from './search/get-search';

export interface CapacityQuery {
  target?: string;
  familyHash?: string;
  profile?: string;
  /** What-if: how many workers (or slots, connections) now and afterwards, and what a job costs of now. */
  workers?: number;
  workersAfter?: number;
  costFactor?: number;
  /** Per hour, in whatever currency. */
  price?: number;
}

const CURVE_STEPS = 60;
/** A level's throughput is never known better than runs repeat. */
const REPEATS_WITHIN = 0.02;
const LITTLE_OFF = 0.2;
const MIN_IN_FLIGHT = 5;
const MIN_LITTLE_SECONDS = 8;
const START_JOB = 'training.start_grpo';

/**
 * What stored runs say of a target's capacity for one kind of load: the measured curve, the law through it, the
 * line that a profile draws, and what follows. What the query does not say is chosen: what was last measured.
 */
export async function getCapacityPage(store: Store, query: CapacityQuery): Promise<CapacityPage> {
  const choices = await capacityChoices(store);
  const profiles = (await listProfiles(store)).map(({ slug, name, objectives }) => ({
    slug,
    name,
    objectives,
  }));
  const chosen =
    choices.find((one) => one.target === query.target && one.familyHash === query.familyHash) ??
    choices.find((one) => one.target === query.target) ??
    choices[0];
  const searches =
    chosen === undefined
      ? []
      : await listSearches(store, { targetName: chosen.target, familyHash: chosen.familyHash });
  // Without a choice: what was last searched for, as it is what somebody asked.
  const profile =
    profiles.find(({ slug }) => slug === query.profile) ??
    profiles.find(({ name }) => name === searches[0]?.profile) ??
    profiles[0];
  const objectives = (profile?.objectives ?? []).filter(isUsable);
  const levels = chosen === undefined ? [] : await levelsOfFamily(store, chosen);
  const unit = chosen?.unit ?? 'users';
  const points = levels.map((level) => pointOf(level, unit, objectives));
  const fit = fitScaling(
    points.map(({ n, throughput }, at) => ({
      n,
      throughput,
      weight: 1 / varianceOf(throughput, levels[at]?.throughputError ?? 0),
    })),
  );
  const line = lineOf({ levels, points, objectives, searches, profile, unit, fit });
  const traffic = { unit, points: await trafficOf(store, chosen?.target, unit) };
  const known = line.state === 'known' ? line.line : undefined;
  const asked = {
    now: query.workers ?? 1,
    after: query.workersAfter ?? 2,
    costFactor: query.costFactor ?? 1,
  };
  const measured = measuredLines(searches, profile?.name);
  return {
    choices,
    chosen,
    points,
    fit,
    line,
    searches,
    traffic,
    profiles: profiles.map(({ slug, name }) => ({ slug, name })),
    profile: profile && {
      slug: profile.slug,
      name: profile.name,
      objectives: objectives.map(objectiveLabel),
      p95LimitMs: objectives.find(({ metric, endpoint }) => metric === 'p95' && !endpoint)?.max,
    },
    curve: curveOf(fit, points),
    little: littleOf(points),
    headRoom: headRoomOf(traffic.points, known),
    forecasts: forecastsOf(traffic.points, known),
    whatIf: {
      asked,
      answer:
        known &&
        whatIf(asked, {
          law: fit?.isPoor ? undefined : fit?.law,
          measured,
          nAtLine: unit === 'users' ? known.load : (nearest(points, known.load)?.n ?? 1),
        }),
      measured: measured.length,
    },
    goodput: goodputOf(points, known, query.price),
  };
}

/** What windows can be judged by: absolute limits on requests, over the level as a whole. */
function isUsable(objective: Objective): boolean {
  const { metric, max, over, critical } = objective;
  const isOfRequests = isLatencyObjective(metric) || metric.endsWith('ailureRate');
  return isOfRequests && max !== undefined && over !== 'seconds' && critical !== false;
}

function actualAt(level: RunLevel, objective: Objective): number | undefined {
  return objectiveFigure(objective, {
    measured: (endpoint = '') => ownValue(level.measured, endpoint),
    job: () => undefined,
    target: () => [],
  })?.actual;
}

function pointOf(level: RunLevel, unit: LoadUnit, objectives: readonly Objective[]): CapacityPoint {
  const all = level.measured[''];
  const meanMs = all?.response.meanMs;
  const seconds = level.toSecond - level.fromSecond;
  const broken = objectives.find((one) => (actualAt(level, one) ?? 0) > (one.max ?? 0));
  const canTell =
    level.inFlight >= MIN_IN_FLIGHT && seconds >= MIN_LITTLE_SECONDS && level.littleInFlight;
  const started = level.measured[START_JOB];
  return {
    run: level.run,
    scenario: level.scenario,
    startedAt: level.startedAt,
    seconds,
    load: level.load,
    // By Little's law, of everything that has arrived and is not answered.
    n: unit === 'users' ? level.load : Math.max(0.01, level.throughput * ((meanMs ?? 0) / 1000)),
    throughput: level.throughput,
    p50Ms: all?.response.p50Ms,
    p95Ms: all?.response.p95Ms,
    p95LowMs: level.p95LowMs,
    p95HighMs: level.p95HighMs,
    failureRate: all === undefined || all.requests === 0 ? 0 : all.failures / all.requests,
    littleRatio: canTell ? level.inFlight / (level.littleInFlight ?? 1) : undefined,
    meets: objectives.length === 0 ? undefined : broken === undefined,
    broke: broken && objectiveLabel(broken),
    jobsPerSecond:
      started === undefined || started.requests === 0
        ? undefined
        : (started.requests - started.failures) / seconds,
  };
}

function varianceOf(throughput: number, error: number): number {
  return Math.max(1e-12, error ** 2 + (REPEATS_WITHIN * throughput) ** 2);
}

/** The law at even steps, and wherever something was measured. */
function curveOf(fit: ScalingFit | undefined, points: readonly CapacityPoint[]): CurvePoint[] {
  if (fit === undefined || fit.isPoor) return [];
  const largest = fit.reachesTo / 2;
  const until = Math.min(fit.reachesTo, Math.max(largest * 1.25, (fit.peakN ?? 0) * 1.1));
  const even = Array.from({ length: CURVE_STEPS + 1 }, (_, step) => (until * step) / CURVE_STEPS);
  const all = [...new Set([...even, ...points.map(({ n }) => n)])].sort((a, b) => a - b);
  return all.map((n) => {
    const { throughput = 0, interval } = predictThroughput(fit, n) ?? {};
    return { n, throughput, low: interval?.[0], high: interval?.[1], beyondData: n > largest };
  });
}

interface LineQuestion {
  levels: readonly RunLevel[];
  points: readonly CapacityPoint[];
  objectives: readonly Objective[];
  searches: readonly SearchListItem[];
  profile: { name: string } | undefined;
  unit: LoadUnit;
  fit: ScalingFit | undefined;
}

/** The latest search's answer; without one, what the runs' levels show. */
function lineOf(question: LineQuestion): LineState {
  const { levels, objectives, searches, profile, unit, fit, points } = question;
  if (profile === undefined) return { state: 'no-profile' };
  const search = searches.find(
    (one) => one.profile === profile.name && one.result?.safeLoad !== undefined,
  );
  const throughputAt = (load: number): number | undefined =>
    unit === 'requestsPerSecond'
      ? load
      : ((fit && predictThroughput(fit, load)?.throughput) ?? nearest(points, load)?.throughput);
  if (search?.result?.safeLoad !== undefined && search.result.breaksAt !== undefined) {
    const { safeLoad, breaksAt } = search.result;
    const line: SafeLine = {
      load: safeLoad,
      low: safeLoad,
      high: breaksAt,
      from: 'search',
      search: search.id,
      throughput: search.safeThroughput ?? throughputAt(safeLoad),
    };
    return { state: 'known', line };
  }
  const crossings = objectives.flatMap((objective) => {
    const values = levels.flatMap((level) => {
      const value = actualAt(level, objective);
      return value === undefined ? [] : [{ load: level.load, value }];
    });
    const crossing = findCrossing(values, objective.max ?? 0);
    return crossing === undefined ? [] : [{ crossing, objective: objectiveLabel(objective) }];
  });
  const broken = crossings.find(({ crossing }) => crossing.state === 'below-all');
  if (broken?.crossing.state === 'below-all')
    return { state: 'below-all', below: broken.crossing.below, objective: broken.objective };
  const first = crossings
    .flatMap(({ crossing, objective }) =>
      crossing.state === 'crosses' ? [{ ...crossing, objective }] : [],
    )
    .sort((a, b) => a.load - b.load)[0];
  if (first !== undefined) {
    const { load, low, high, objective } = first;
    const line = { load, low, high, objective, from: 'runs', throughput: throughputAt(load) };
    return { state: 'known', line: line as SafeLine };
  }
  const reached = crossings.flatMap(({ crossing }) =>
    crossing.state === 'not-reached' ? [crossing.above] : [],
  );
  return reached.length === 0
    ? { state: 'no-data' }
    : { state: 'not-reached', above: Math.min(...reached) };
}

function nearest(points: readonly CapacityPoint[], load: number): CapacityPoint | undefined {
  return [...points].sort((a, b) => Math.abs(a.load - load) - Math.abs(b.load - load))[0];
}

function littleOf(points: readonly CapacityPoint[]): CapacityPage['little'] {
  const ratios = points.flatMap(({ littleRatio }) => littleRatio ?? []);
  const off = ratios.filter((ratio) => Math.abs(ratio - 1) > LITTLE_OFF);
  return { checked: ratios.length, off: off.length };
}

async function trafficOf(
  { prisma }: Store,
  targetName: string | undefined,
  unit: LoadUnit,
): Promise<TrafficPoint[]> {
  if (targetName === undefined) return [];
  const rows = await prisma.trafficObservation.findMany({
    where: { targetName, unit },
    orderBy: { at: 'asc' },
  });
  return rows.map(({ id, at, value }) => ({ id, at: at.toISOString(), value }));
}

function headRoomOf(
  traffic: readonly TrafficPoint[],
  line: SafeLine | undefined,
): HeadRoom | undefined {
  const now = traffic.at(-1);
  if (now === undefined || line === undefined) return undefined;
  return { now, line: line.load, share: 1 - now.value / line.load };
}

function forecastsOf(traffic: readonly TrafficPoint[], line: SafeLine | undefined) {
  if (line === undefined) return [];
  const seen = traffic.map(({ at, value }) => ({ atMs: Date.parse(at), value }));
  const { load: value, low, high } = line;
  return GROWTHS.flatMap((growth) => forecastGrowth(seen, { value, low, high }, growth) ?? []);
}

function measuredLines(
  searches: readonly SearchListItem[],
  profile: string | undefined,
): MeasuredLine[] {
  return searches.flatMap(({ resources, result, profile: of }) =>
    resources === undefined || result?.safeLoad === undefined || of !== profile
      ? []
      : [{ count: resources, line: result.safeLoad }],
  );
}

function goodputOf(
  points: readonly CapacityPoint[],
  line: SafeLine | undefined,
  pricePerHour: number | undefined,
): GoodputFigures {
  if (line === undefined) return { pricePerHour };
  const meeting = points.filter(({ load, meets }) => meets && load <= line.high);
  const at = nearest(meeting, line.load);
  // Jobs keep their share of the requests at the nearest level that was measured within the line.
  const jobsPerHour =
    at?.jobsPerSecond === undefined || line.throughput === undefined || at.throughput === 0
      ? undefined
      : (at.jobsPerSecond / at.throughput) * line.throughput * 3600;
  return {
    goodput: line.throughput,
    jobsPerHour,
    pricePerHour,
    costPerThousandJobs:
      pricePerHour === undefined || !jobsPerHour ? undefined : (pricePerHour / jobsPerHour) * 1000,
  };
}
