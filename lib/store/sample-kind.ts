import { OUTCOMES, type Outcome } from '@/lib/stats/outcome';

/** What a sample row's `kind` says: outcome in 3 bits, endpoint in 12, error group (0: none) above. */
export interface SampleKind {
  outcome: Outcome;
  endpoint: number;
  error: number;
}

export const MAX_ENDPOINTS = 4096;

/** The same packing as SQL expressions, for filters. */
export const KIND_SQL = {
  outcome: '("kind" & 7)',
  endpoint: '(("kind" >> 3) & 4095)',
  error: '("kind" >> 15)',
} as const;

export function packSampleKind(outcomeCode: number, endpoint: number, error: number): number {
  return (error * MAX_ENDPOINTS + endpoint) * 8 + outcomeCode;
}

export function unpackSampleKind(kind: number): SampleKind {
  const outcome = OUTCOMES[kind & 7];
  if (outcome === undefined) throw new RangeError(`Sample kind ${kind} has no known outcome.`);
  return {
    outcome,
    endpoint: Math.floor(kind / 8) % MAX_ENDPOINTS,
    error: Math.floor(kind / (8 * MAX_ENDPOINTS)),
  };
}
