import { isOpenPlan } from './is-open-plan';
import { loadMs } from './load-length';
import type { LoadPlan } from './load-plan';
import { loadShape } from './load-shape';
import type { ReplayLoad } from './open-load';

/** How long the plan's load lasts, ms: of a replay, until its last arrival. */
export function plannedMs({ load }: LoadPlan): number {
  return loadMs(load);
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
