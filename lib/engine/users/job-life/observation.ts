import type { Instant } from '../training-api/fields';

/**
 * How a metric was seen: `client`, both ends on our clock, exact; `service`, by the service's own
 * timestamps; `polls`, only known to lie between two answers. The least sure comes last.
 */
export const OBSERVATION_METHODS = ['client', 'service', 'polls'] as const;
export type ObservationMethod = (typeof OBSERVATION_METHODS)[number];

export interface Observation {
  ms: number;
  method: ObservationMethod;
  /** By how much `ms` is off at the worst. */
  errorMs: number;
}

/** The middle of what is possible; a length is never below 0. */
export function fromSpan({ low, high }: Span, method: ObservationMethod): Observation {
  const { middle, error } = middleOf({ low: Math.max(0, low), high: Math.max(0, high) });
  return { ms: middle, method, errorMs: error };
}

/** By two timestamps of one service; undefined when one is missing or they stand the wrong way round. */
export function betweenInstants(from?: Instant, to?: Instant): Observation | undefined {
  if (from === undefined || to === undefined) return undefined;
  const ms = to.epochMs - from.epochMs;
  const errorMs = Math.max(from.resolutionMs, to.resolutionMs);
  return ms <= -errorMs ? undefined : { ms: Math.max(0, ms), method: 'service', errorMs };
}

/** What is known of a value: it is not below `low` and not above `high`. */
export interface Span {
  low: number;
  high: number;
}

/** What two spans of one value tell together; undefined when they contradict each other. */
export function overlapOf(a: Span, b: Span): Span | undefined {
  const low = Math.max(a.low, b.low);
  const high = Math.min(a.high, b.high);
  return low <= high ? { low, high } : undefined;
}

/** The best guess, and by how much it is off at the worst. */
function middleOf({ low, high }: Span): { middle: number; error: number } {
  return { middle: (low + high) / 2, error: (high - low) / 2 };
}
