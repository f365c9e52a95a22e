import type { RunValidity, ValidityReason } from '@/lib/live/run-detail';

type Verdict = RunValidity['validity'];

export const VALIDITY_TITLES: Record<Verdict, string> = {
  valid: 'Valid: the generator did what the plan asked of it.',
  suspect: 'Suspect: read these figures with care.',
  invalid: 'Invalid: these figures say nothing about the service.',
};

/** What is looked at, in plain words; where the limits are, each reason says itself. */
export const HOW_JUDGED = [
  'Requests left when they were due: what the generator sends late, it measures wrongly.',
  'As many were sent as the plan asked for, and few or none were dropped.',
  'The generator’s own thread was seldom late, and had a processor to spare.',
  'There were requests enough to say anything.',
];

/** The gravest first. */
export function byGravity(reasons: readonly ValidityReason[]): ValidityReason[] {
  const rank = { invalid: 0, suspect: 1 };
  return reasons.toSorted((a, b) => rank[a.level] - rank[b.level]);
}
