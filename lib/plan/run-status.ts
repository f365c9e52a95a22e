export const RUN_STATUSES = [
  'queued',
  'running',
  'stopping',
  'finished',
  'stopped',
  'interrupted',
  'failed',
] as const;

export type RunStatus = (typeof RUN_STATUSES)[number];

/** Every move a run may make. `interrupted` is given to runs whose worker's heartbeat went stale. */
export const RUN_TRANSITIONS: Record<RunStatus, readonly RunStatus[]> = {
  queued: ['running', 'stopped', 'failed'],
  running: ['stopping', 'finished', 'interrupted', 'failed', 'stopped'],
  stopping: ['stopped', 'finished', 'interrupted', 'failed'],
  finished: [],
  stopped: [],
  interrupted: [],
  failed: [],
};

export function hasEnded(status: RunStatus): boolean {
  return RUN_TRANSITIONS[status].length === 0;
}
