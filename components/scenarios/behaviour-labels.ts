import type { BehaviourName } from '@/lib/plan/users';

/** What each kind of user does. */
export const BEHAVIOUR_LABELS: Record<BehaviourName, { name: string; does: string }> = {
  'training-api': {
    name: 'Training API user',
    does: 'Starts jobs (30), polls status (40), exports trajectories (20), cancels (10). Waits 1 to 5 s between tasks.',
  },
  burst: {
    name: 'Burst user',
    does: 'Only polls status. Waits 0.1 to 1 s between tasks.',
  },
  start: {
    name: 'Start-only user',
    does: 'Only starts jobs. Waits 1 to 5 s between tasks.',
  },
  'job-cycle': {
    name: 'Job lifecycle user',
    does: 'Starts a job, polls status until it ends, exports its trajectories, repeats. Waits 0.1 to 0.2 s between tasks.',
  },
  'cancel-cycle': {
    name: 'Cancel cycle user',
    does: 'Starts a job, cancels it, polls status until it ends, repeats. Waits 0.1 to 0.2 s between tasks.',
  },
};
