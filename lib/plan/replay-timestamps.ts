import { z } from 'zod';
import { PLAN_LIMITS } from './plan-limits';

/**
 * The instants of a replay, ms from its start. Of a million that are wrong only the first is named:
 * a list of them all would help nobody.
 */
export const timestampsSchema = z
  .custom<number[]>((value) => Array.isArray(value), 'must be a list of milliseconds.')
  .superRefine((timestamps, context) => {
    const message = problemIn(timestamps);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  })
  .meta({ type: 'array', items: { type: 'number', minimum: 0 }, minItems: 1 });

function problemIn(timestamps: readonly unknown[]): string | undefined {
  if (timestamps.length === 0) return 'needs at least one instant.';
  if (timestamps.length > PLAN_LIMITS.timestamps)
    return `must have at most ${PLAN_LIMITS.timestamps.toLocaleString('en')} instants.`;
  let last = 0;
  for (const [index, atMs] of timestamps.entries()) {
    if (typeof atMs !== 'number' || !Number.isFinite(atMs))
      return `must be numbers of milliseconds; number ${index + 1} is not.`;
    if (atMs < 0) return `must not be negative; number ${index + 1} is.`;
    if (atMs < last)
      return `must be in order; number ${index + 1} is before the one that precedes it.`;
    last = atMs;
  }
  return undefined;
}
