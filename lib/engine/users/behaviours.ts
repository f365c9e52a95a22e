import type { BehaviourName } from '@/lib/plan/users';
import type { BehaviourKind } from './behaviour';
import { burstUser, cancelCycleUser, jobCycleUser, startingUser } from './cycle-users';
import { trainingApiUser } from './training-api-user';

/** Every kind of user a plan can name. */
export const BEHAVIOUR_KINDS: Record<BehaviourName, BehaviourKind> = {
  'training-api': trainingApiUser,
  burst: burstUser,
  start: startingUser,
  'job-cycle': jobCycleUser,
  'cancel-cycle': cancelCycleUser,
};
