import type { PlanInput } from './load-plan';

/** The plan as it is; here so that a plan written in TypeScript is completed and checked as it is typed. */
export function definePlan(plan: PlanInput): PlanInput {
  return plan;
}
