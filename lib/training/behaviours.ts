import type { BehaviourName } from '@/lib/plan/load-plan';
import type { BehaviourKind } from './behaviour';
import { burstUser } from './burst-user';
import { cancelCycleUser } from './cancel-cycle-user';
import { jobCycleUser } from './job-cycle-user';
import { startingUser } from './starting-user';
import { trainingApiUser } from './training-api-user';

/** Every kind of user a plan can name. */
export const BEHAVIOUR_KINDS: Record<BehaviourName, BehaviourKind> = {
  'training-api': trainingApiUser,
  burst: burstUser,
  start: startingUser,
  'job-cycle': jobCycleUser,
  'cancel-cycle': cancelCycleUser,
};
