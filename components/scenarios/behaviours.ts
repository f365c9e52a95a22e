import type { BehaviourName } from '@/lib/plan/load-plan';

/** What each kind of user does, in words. */
export const BEHAVIOUR_WORDS: Record<BehaviourName, { name: string; does: string }> = {
  'training-api': {
    name: 'Training API user',
    does: 'Starts jobs (30), asks for their status (40), exports trajectories (20), cancels (10); waits 1 to 5 s between tasks.',
  },
  burst: {
    name: 'Burst user',
    does: 'Only asks for status; waits 0.1 to 1 s between tasks.',
  },
};
