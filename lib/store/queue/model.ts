/** What a worker carries through. It waits, is claimed by one worker, and ends once. */
export const JOB_KINDS = ['run', 'suite', 'search'] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** How often a worker shows that it lives, and how long its silence may be, ms. */
export const HEARTBEAT_MS = 1000;
export const STALE_AFTER_MS = 10_000;

/** Of every kind of job: a worker holds it. */
export const HELD_STATUSES: readonly string[] = ['running', 'stopping'];

/**
 * Whether the worker that holds a job is not heard of any more. The job stays as it is until a worker or the
 * command line interrupts it; who only reads says what it sees.
 */
export function isStale(
  { status, heartbeatAt }: { status: string; heartbeatAt: Date | null },
  nowMs: number,
): boolean {
  return (
    HELD_STATUSES.includes(status) &&
    heartbeatAt !== null &&
    heartbeatAt.getTime() < nowMs - STALE_AFTER_MS
  );
}
