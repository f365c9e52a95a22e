import type { RunValidity, ValidityReason } from '@/lib/runs/model';

type Verdict = RunValidity['validity'];

export const VALIDITY_TITLES: Record<Verdict, string> = {
  valid: 'Valid: the generator did what the plan asked of it.',
  suspect: 'Suspect: read these figures with care.',
  invalid: 'Invalid: these figures say nothing about the service.',
};

/** The gravest first. */
export function byGravity(reasons: readonly ValidityReason[]): ValidityReason[] {
  const rank = { invalid: 0, suspect: 1 };
  return reasons.toSorted((a, b) => rank[a.level] - rank[b.level]);
}
