import type { LoadPlan } from './load-plan';
import type { BehaviourName, UserShare } from './users';

const USUAL: readonly UserShare[] = [{ behaviour: 'training-api', weight: 1 }];

/** What a plan's users, or arrivals, do; none when it has requests of its own. */
export function usersOf(plan: Pick<LoadPlan, 'users' | 'requests'>): readonly UserShare[] {
  return plan.users ?? (plan.requests === undefined ? USUAL : []);
}

/** What arrivals do that are due at `atMs` of an open load: its stage's own users, or the plan's. */
export function usersAt(plan: LoadPlan, atMs: number): readonly UserShare[] {
  const { load } = plan;
  if (load.model === 'closed' || load.arrivals === 'replay') return usersOf(plan);
  let endMs = 0;
  for (const stage of load.stages) {
    endMs += stage.durationMs;
    if (atMs < endMs) return stage.users ?? usersOf(plan);
  }
  return usersOf(plan);
}

/** Every kind of user that a plan has, the stages' own ones too. */
export function behavioursOf(plan: LoadPlan): BehaviourName[] {
  const { load } = plan;
  const ofStages =
    load.model === 'open' && load.arrivals !== 'replay'
      ? load.stages.flatMap((stage) => stage.users ?? [])
      : [];
  return [...new Set([...usersOf(plan), ...ofStages].map(({ behaviour }) => behaviour))];
}
