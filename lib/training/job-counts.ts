import type { JobGauges } from '@/lib/stats/windows';

/**
 * The tracked jobs by what is known of them: accepted = in flight + ended, in flight = queued + running. A
 * job is queued until something else is heard of it. `ended` are completed, failed and cancelled ones, and
 * those of which only a refused cancel told that they are over.
 */
export interface JobCounts extends JobGauges {
  accepted: number;
  inFlight: number;
  ended: number;
}

export const NO_JOBS: JobCounts = {
  accepted: 0,
  inFlight: 0,
  queued: 0,
  running: 0,
  ended: 0,
  completed: 0,
  failed: 0,
  cancelled: 0,
};
