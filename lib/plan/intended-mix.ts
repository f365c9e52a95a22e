import type { LoadPlan } from './load-plan';
import { behavioursOf } from './plan-users';
import type { BehaviourName } from './users';

/** The JSON-RPC methods that load is made of; also the names of their endpoints. */
export const METHODS = {
  start: 'training.start_grpo',
  status: 'training.get_status',
  cancel: 'training.cancel',
  export: 'training.export_trajectories',
} as const;

export type TrainingMethod = (typeof METHODS)[keyof typeof METHODS];

/**
 * What share of its tasks, of 1, each kind of user means to give each method. Those who follow a job
 * through its life have none: how often they ask depends on how long it lasts.
 */
export const INTENDED_MIX = {
  'training-api': {
    [METHODS.status]: 0.4,
    [METHODS.start]: 0.3,
    [METHODS.export]: 0.2,
    [METHODS.cancel]: 0.1,
  },
  burst: { [METHODS.status]: 1 },
  start: { [METHODS.start]: 1 },
  'job-cycle': undefined,
  'cancel-cycle': undefined,
} satisfies Record<BehaviourName, Partial<Record<TrainingMethod, number>> | undefined>;

/** The share of an endpoint that a plan intends; undefined when its users are of several kinds. */
export function intendedShare(plan: LoadPlan, endpoint: string): number | undefined {
  if (plan.requests !== undefined) return shareByWeight(plan.requests, endpoint);
  const [first, ...others] = behavioursOf(plan);
  if (first === undefined || others.length > 0) return undefined;
  const mix: Partial<Record<string, number>> | undefined = INTENDED_MIX[first];
  return mix === undefined ? undefined : (mix[endpoint] ?? 0);
}

function shareByWeight(requests: readonly { name: string; weight: number }[], name: string) {
  const sum = (some: typeof requests) => some.reduce((total, { weight }) => total + weight, 0);
  return sum(requests.filter((request) => request.name === name)) / sum(requests);
}
