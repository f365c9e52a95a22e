/** What tells of work that a service has taken on and not finished. */
const PENDING =
  /(queue|backlog)(_length|_depth|_size)?$|jobs_(active|running|queued|pending|waiting|in_flight|in_progress)$|_waiting$/;

interface Reading {
  name: string;
  value: number;
}

/**
 * How much work a target has before it, by its own metrics: the highest of those that tell, each summed over its
 * labels, since one may be part of another. Undefined where none tells.
 */
export function pendingWork(readings: readonly Reading[]): number | undefined {
  const sums = new Map<string, number>();
  for (const { name, value } of readings)
    if (PENDING.test(name)) sums.set(name, (sums.get(name) ?? 0) + value);
  return sums.size === 0 ? undefined : Math.max(...sums.values());
}

export function isPendingWork(name: string): boolean {
  return PENDING.test(name);
}
