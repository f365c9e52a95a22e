import type { LoadPlan } from './load-plan';
import { loadShape } from './load-shape';

/** How long the plan's load lasts, ms. */
export function plannedMs(plan: LoadPlan): number {
  return plan.load.stages.reduce((sum, stage) => sum + stage.durationMs, 0);
}

/** The most users at any one time. */
export function peakUsers(plan: LoadPlan): number {
  return Math.floor(Math.max(...loadShape(plan).map((corner) => corner.users)));
}
