import type { LoadPlan } from './load-plan';
import { PLAN_LIMITS } from './plan-limits';

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
      ...{ arrivals, maxInFlight, overload },
      stages: [{ durationMs, ratePerSecond: load }],
    } as LoadPlan['load'],
  };
}
