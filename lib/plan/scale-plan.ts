import { type LoadPlan, PLAN_LIMITS, type Stage } from './load-plan';

export interface Scaling {
  /** The largest stage's users afterwards. */
  users?: number;
  /** The whole plan's length afterwards, ms. */
  durationMs?: number;
}

/**
 * The same plan at another size. Spawn rates grow and shrink with the users, so that ramps keep
 * their time; a shorter plan speeds a ramp up only where it would take over half of its stage.
 */
export function scalePlan(plan: LoadPlan, scaling: Scaling): LoadPlan {
  const stages = plan.load.stages;
  const usersFactor = factor(scaling.users, Math.max(...stages.map((stage) => stage.users)));
  const timeFactor = factor(
    scaling.durationMs,
    stages.reduce((sum, stage) => sum + stage.durationMs, 0),
  );
  if (usersFactor === 1 && timeFactor === 1) return plan;
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
  return { ...plan, load: { ...plan.load, stages: scaled } };
}

function factor(wanted: number | undefined, present: number): number {
  return wanted === undefined || present === 0 ? 1 : wanted / present;
}

/** Scales whole milliseconds so that their sum is exactly the scaled sum. */
function shareOut(durationsMs: number[], timeFactor: number): number[] {
  let exactEnd = 0;
  let roundedEnd = 0;
  return durationsMs.map((durationMs) => {
    exactEnd += durationMs * timeFactor;
    const start = roundedEnd;
    roundedEnd = Math.round(exactEnd);
    return roundedEnd - start;
  });
}

function roundRate(perSecond: number): number {
  const rounded = Math.round(perSecond * 100) / 100;
  return Math.min(PLAN_LIMITS.spawnPerSecond, Math.max(0.01, rounded));
}
