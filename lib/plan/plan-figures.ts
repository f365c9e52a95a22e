import { isOpenPlan } from './is-open-plan';
import type { LoadPlan, ReplayLoad } from './load-plan';
import { loadShape } from './load-shape';

/** How long the plan's load lasts, ms: of a replay, until its last arrival. */
export function plannedMs({ load }: LoadPlan): number {
  if (load.model === 'open' && load.arrivals === 'replay')
    return Math.max(1, Math.ceil((load.timestampsMs.at(-1) ?? 0) / (load.speed ?? 1)));
  return load.stages.reduce((sum, stage) => sum + stage.durationMs, 0);
}

/** The most users at any one time; 0 for an open plan, which has none. */
export function peakUsers(plan: LoadPlan): number {
  return isOpenPlan(plan) ? 0 : Math.floor(highest(plan));
}

/** The highest rate of an open plan, arrivals per second; of a replay, the most in any one second. */
export function peakRate(plan: LoadPlan): number | undefined {
  if (!isOpenPlan(plan)) return undefined;
  return plan.load.arrivals === 'replay' ? mostInASecond(plan.load) : highest(plan);
}

function highest(plan: LoadPlan): number {
  return Math.max(...loadShape(plan).points.map((corner) => corner.level));
}

function mostInASecond({ timestampsMs, speed = 1 }: ReplayLoad): number {
  let [most, first] = [0, 0];
  for (const [index, atMs] of timestampsMs.entries()) {
    while ((atMs - (timestampsMs[first] ?? 0)) / speed >= 1000) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}
