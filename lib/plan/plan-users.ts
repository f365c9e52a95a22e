import type { BehaviourName, LoadPlan } from './load-plan';

export interface UserShare {
  behaviour: BehaviourName;
  weight: number;
}

const USUAL: readonly UserShare[] = [{ behaviour: 'training-api', weight: 1 }];

/** What a plan's users, or arrivals, do; none when it has requests of its own. */
export function usersOf(plan: Pick<LoadPlan, 'users' | 'requests'>): readonly UserShare[] {
  return plan.users ?? (plan.requests === undefined ? USUAL : []);
}
