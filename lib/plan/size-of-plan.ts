import { peakRate, plannedMs } from './figures';
import type { LoadPlan } from './load-plan';
import type { Scaling } from './scale';

/** The size that a plan has: what scalePlan must be asked for to bring it back to it. */
export function sizeOfPlan(plan: LoadPlan): Scaling & { durationMs: number } {
  const durationMs = plannedMs(plan);
  return plan.load.model === 'open'
    ? { ratePerSecond: peakRate(plan), durationMs }
    : { users: Math.max(...plan.load.stages.map((stage) => stage.users)), durationMs };
}
