import { peakRate, plannedMs } from './figures';
import type { ClosedLoad, Stage } from './load';
import type { LoadPlan } from './load-plan';
import { PLAN_LIMITS } from './plan-limits';
import { scaleOpenLoad } from './scale-open-load';
import { shareOut } from './share-out';

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
  const durations = shareOut(
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
