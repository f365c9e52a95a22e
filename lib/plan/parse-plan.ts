import { PlimsollError } from '@/lib/core/errors';
import { problemsOf } from '@/lib/core/problems';
import { type LoadPlan, planSchema } from './load-plan';

/** The plan in `input`, or a PlimsollError `invalid-input` that lists every problem at once. */
export function parsePlan(input: unknown): LoadPlan {
  const parsed = planSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new PlimsollError('invalid-input', 'The plan is not valid.', problemsOf(parsed.error));
}
