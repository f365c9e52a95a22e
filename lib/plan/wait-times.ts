import type { BehaviourName } from './users';

export interface WaitMs {
  min: number;
  max: number;
}

/** How long each kind of user means to wait between tasks, evenly spread, ms. */
export const INTENDED_WAIT_MS: Record<BehaviourName, WaitMs> = {
  'training-api': { min: 1000, max: 5000 },
  burst: { min: 100, max: 1000 },
  start: { min: 1000, max: 5000 },
  'job-cycle': { min: 100, max: 200 },
  'cancel-cycle': { min: 100, max: 200 },
};

/** Users with requests of their own ask again at once, unless the plan has a wait. */
export const REQUESTS_WAIT_MS: WaitMs = { min: 0, max: 0 };
