export const jobStatuses = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const;
export type JobStatus = (typeof jobStatuses)[number];

const following: Record<JobStatus, readonly JobStatus[]> = {
  queued: ['running', 'cancelled'],
  running: ['completed', 'failed', 'cancelled'],
  completed: [],
  failed: [],
  cancelled: [],
};

export function mayFollow(from: JobStatus, to: JobStatus): boolean {
  return following[from].includes(to);
}

export function hasEnded(status: JobStatus): boolean {
  return following[status].length === 0;
}
