import { peakRate, plannedMs } from './figures';
import type { ClosedLoad, OpenLoad, RateStage, ReplayLoad, Stage, StagedLoad } from './load';
import type { LoadPlan } from './load-plan';
import { PLAN_LIMITS } from './schema-parts';

export interface Scaling {
  /** The largest stage's users afterwards; an open plan has none. */
  users?: number;
  /** The highest rate afterwards, arrivals per second; a closed plan has none. */
  ratePerSecond?: number;
  /** The whole plan's length afterwards, ms. */
  durationMs?: number;
}

/**
 * The same plan at another size. What does not apply to its load model is not looked at. A warm-up
 * keeps its share of a plan that is shortened.
 */
export function scalePlan(plan: LoadPlan, scaling: Scaling): LoadPlan {
  const scaled = scaleLoad(plan, scaling);
  const share = Math.min(1, plannedMs(scaled) / plannedMs(plan));
  if (plan.warmUpMs === undefined || share === 1) return scaled;
  return { ...scaled, warmUpMs: Math.floor(plan.warmUpMs * share) };
}

function scaleLoad(plan: LoadPlan, scaling: Scaling): LoadPlan {
  const { load } = plan;
  if (load.model === 'open') {
    const rateFactor = factor(scaling.ratePerSecond, peakRate(plan) ?? 0);
    const scaled = scaleOpenLoad(load, { rateFactor, durationMs: scaling.durationMs });
    return scaled === load ? plan : { ...plan, load: scaled };
  }
  const scaled = scaleClosedLoad(
    load,
    factor(scaling.users, Math.max(...load.stages.map((stage) => stage.users))),
    factor(scaling.durationMs, plannedMs(plan)),
  );
  return scaled === load ? plan : { ...plan, load: scaled };
}

/**
 * Spawn rates grow and shrink with the users, so that ramps keep their time; a shorter plan speeds a
 * ramp up only where it would take over half of its stage.
 */
function scaleClosedLoad(load: ClosedLoad, usersFactor: number, timeFactor: number): ClosedLoad {
  if (usersFactor === 1 && timeFactor === 1) return load;
  const { stages } = load;
  const durations = apportion(
    stages.map((stage) => stage.durationMs),
    timeFactor,
  );
  const scaled: Stage[] = [];
  for (const [index, stage] of stages.entries()) {
    const users = Math.round(stage.users * usersFactor);
    const durationMs = durations[index] ?? stage.durationMs;
    const change = Math.abs(users - (scaled[index - 1]?.users ?? 0));
    const fastEnough = timeFactor < 1 ? change / (durationMs / 2000) : 0;
    const spawnPerSecond = roundRate(Math.max(stage.spawnPerSecond * usersFactor, fastEnough));
    scaled.push({ users, spawnPerSecond, durationMs });
  }
  return { ...load, stages: scaled };
}

function factor(wanted: number | undefined, present: number): number {
  return wanted === undefined || present === 0 ? 1 : wanted / present;
}

function roundRate(perSecond: number): number {
  const rounded = Math.round(perSecond * 100) / 100;
  return Math.min(PLAN_LIMITS.spawnPerSecond, Math.max(0.01, rounded));
}

interface OpenScaling {
  rateFactor: number;
  durationMs?: number;
}

/**
 * An open load at another size: rates grow and shrink together, stages are stretched or shortened. A
 * replay is played faster or slower to reach a rate, and then cut at the duration; it is never stretched.
 */
function scaleOpenLoad(load: OpenLoad, scaling: OpenScaling): OpenLoad {
  return load.arrivals === 'replay' ? scaleReplay(load, scaling) : scaleStages(load, scaling);
}

function scaleStages(load: StagedLoad, { rateFactor, durationMs }: OpenScaling): StagedLoad {
  const presentMs = load.stages.reduce((sum, stage) => sum + stage.durationMs, 0);
  const timeFactor = durationMs === undefined ? 1 : durationMs / presentMs;
  if (rateFactor === 1 && timeFactor === 1) return load;
  const durations = apportion(
    load.stages.map((stage) => stage.durationMs),
    timeFactor,
  );
  const stages = load.stages.map((stage, index): RateStage => {
    const lasts = { durationMs: durations[index] ?? stage.durationMs, ...usersIn(stage) };
    const scaled = (rate: number) => roundScheduledRate(rate * rateFactor);
    return 'ratePerSecond' in stage
      ? { ...lasts, ratePerSecond: scaled(stage.ratePerSecond) }
      : {
          ...lasts,
          fromRatePerSecond: scaled(stage.fromRatePerSecond),
          toRatePerSecond: scaled(stage.toRatePerSecond),
        };
  });
  return { ...load, stages };
}

/** Left out where the stage has none, so that the plan reads as before. */
function usersIn({ users }: RateStage): Pick<RateStage, 'users'> {
  return users === undefined ? {} : { users };
}

function scaleReplay(load: ReplayLoad, { rateFactor, durationMs }: OpenScaling): ReplayLoad {
  const speed = (load.speed ?? 1) * rateFactor;
  const untilMs = (durationMs ?? Number.POSITIVE_INFINITY) * speed;
  const kept = load.timestampsMs.filter((atMs) => atMs <= untilMs);
  if (rateFactor === 1 && kept.length === load.timestampsMs.length) return load;
  return {
    ...load,
    timestampsMs: kept.length === 0 ? load.timestampsMs.slice(0, 1) : kept,
    ...(rateFactor !== 1 && { speed }),
  };
}

/** Twelve digits: no trace of binary fractions, such as 49.99999999999999 in place of 50. */
function roundScheduledRate(perSecond: number): number {
  return Math.min(PLAN_LIMITS.ratePerSecond, Number(perSecond.toPrecision(12)));
}

/** What a plan's load is counted in. */
export type LoadUnit = 'users' | 'requestsPerSecond';

export function loadUnitOf({ load }: Pick<LoadPlan, 'load'>): LoadUnit {
  return load.model === 'closed' ? 'users' : 'requestsPerSecond';
}

/** How long one level of load is held: `settleMs` of it come first and do not count. */
export interface StepTimes {
  settleMs: number;
  stepMs: number;
}

/** The plan at one steady level: what it asks for stays, its own stages go. */
export function stepPlan(plan: LoadPlan, load: number, { settleMs, stepMs }: StepTimes): LoadPlan {
  const { stopAfter: _1, objectives: _2, ...kept } = plan;
  const durationMs = settleMs + stepMs;
  const rest = { ...kept, warmUpMs: settleMs, cleanUp: 'always' } as const;
  if (plan.load.model === 'closed') {
    // All are there at half of the settling time.
    const spawnPerSecond = Math.min(
      PLAN_LIMITS.spawnPerSecond,
      Math.max(0.01, Math.round((load / Math.max(0.5, settleMs / 2000)) * 100) / 100),
    );
    return {
      ...rest,
      load: { ...plan.load, stages: [{ users: load, spawnPerSecond, durationMs }] },
    };
  }
  const { maxInFlight, overload } = plan.load;
  const arrivals = plan.load.arrivals === 'replay' ? 'constant' : plan.load.arrivals;
  return {
    ...rest,
    load: {
      ...(plan.load.arrivals === 'replay' ? { model: 'open' as const } : plan.load),
      arrivals,
      maxInFlight,
      overload,
      stages: [{ durationMs, ratePerSecond: load }],
    } as LoadPlan['load'],
  };
}

/** The size that a plan has: what scalePlan must be asked for to bring it back to it. */
export function sizeOfPlan(plan: LoadPlan): Scaling & { durationMs: number } {
  const durationMs = plannedMs(plan);
  return plan.load.model === 'open'
    ? { ratePerSecond: peakRate(plan), durationMs }
    : { users: Math.max(...plan.load.stages.map((stage) => stage.users)), durationMs };
}

/** Scales whole milliseconds, so that their sum is exactly the scaled sum and each is 1 at least. */
function apportion(durationsMs: readonly number[], timeFactor: number): number[] {
  let exactEnd = 0;
  let roundedEnd = 0;
  const shares = durationsMs.map((durationMs) => {
    exactEnd += durationMs * timeFactor;
    const start = roundedEnd;
    roundedEnd = Math.round(exactEnd);
    return roundedEnd - start;
  });
  for (const [index, share] of shares.entries()) {
    if (share > 0) continue;
    const longest = shares.indexOf(Math.max(...shares));
    shares[longest] = (shares[longest] ?? 0) - 1;
    shares[index] = 1;
  }
  return shares;
}
