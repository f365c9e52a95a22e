import type { BehaviourName } from '@/lib/plan/users';
import { burstUser } from '@/lib/training/burst-user';
import { cancelCycleUser } from '@/lib/training/cancel-cycle-user';
import { startingUser } from '@/lib/training/starting-user';
import type { BehaviourKind } from './behaviour';
import { jobCycleUser } from './cycle-users';
import { trainingApiUser } from './training-api-user';

/** Every kind of user a plan can name. */
export const BEHAVIOUR_KINDS: Record<BehaviourName, BehaviourKind> = {
  'training-api': trainingApiUser,
  burst: burstUser,
  start: startingUser,
  'job-cycle': jobCycleUser,
  'cancel-cycle': cancelCycleUser,
};
