import type { BehaviourName } from '@/lib/plan/users';

/** What each kind of user does, in words. */
export const BEHAVIOUR_LABELS: Record<BehaviourName, { name: string; does: string }> = {
  'training-api': {
    name: 'Training API user',
    does: 'Starts jobs (30), asks for their status (40), exports trajectories (20), cancels (10); waits 1 to 5 s between tasks.',
  },
  burst: {
    name: 'Burst user',
    does: 'Only asks for status; waits 0.1 to 1 s between tasks.',
  },
  start: {
    name: 'Starting user',
    does: 'Only starts jobs; waits 1 to 5 s between them.',
  },
  'job-cycle': {
    name: 'Job cycle user',
    does: 'Starts a job, asks for its status until it has ended, exports its trajectories, starts the next; waits 0.1 to 0.2 s between tasks.',
  },
  'cancel-cycle': {
    name: 'Cancelling user',
    does: 'Starts a job, cancels it, asks for its status until it has ended, starts the next; waits 0.1 to 0.2 s between tasks.',
  },
};
