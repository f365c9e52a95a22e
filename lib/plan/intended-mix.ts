import type { BehaviourName, LoadPlan } from './load-plan';
import { usersOf } from './plan-users';

/** The JSON-RPC methods that load is made of; also the names of their endpoints. */
export const METHODS = {
  start: 'training.start_grpo',
  status: 'training.get_status',
  cancel: 'training.cancel',
  export: 'training.export_trajectories',
} as const;

export type TrainingMethod = (typeof METHODS)[keyof typeof METHODS];

/** What share of its tasks, of 1, each kind of user means to give each method. */
export const INTENDED_MIX: Record<BehaviourName, Partial<Record<TrainingMethod, number>>> = {
  'training-api': {
    [METHODS.status]: 0.4,
    [METHODS.start]: 0.3,
    [METHODS.export]: 0.2,
    [METHODS.cancel]: 0.1,
  },
  burst: { [METHODS.status]: 1 },
};

/** The share of an endpoint that a plan intends; undefined when its users are of several kinds. */
export function intendedShare(plan: LoadPlan, endpoint: string): number | undefined {
  if (plan.requests !== undefined) return shareByWeight(plan.requests, endpoint);
  const [first, ...others] = new Set(usersOf(plan).map((user) => user.behaviour));
  if (first === undefined || others.length > 0) return undefined;
  const mix: Partial<Record<string, number>> = INTENDED_MIX[first];
  return mix[endpoint] ?? 0;
}

function shareByWeight(requests: readonly { name: string; weight: number }[], name: string) {
  const sum = (some: typeof requests) => some.reduce((total, { weight }) => total + weight, 0);
  return sum(requests.filter((request) => request.name === name)) / sum(requests);
}
