import { type FormState, problemAt } from '@/components/ui/forms/form-state';
import { type ObjectiveDraft, unitOf } from './objective-draft';

/** What is wrong with one objective, by the form's fields and in the form's units. */
export interface ObjectiveProblems {
  subject?: string;
  series?: string;
  endpoint?: string;
  requests?: string;
  statistic?: string;
  limit?: string;
  /** Of how strictly it is judged: seconds, their share, aborting. */
  strictness?: string;
}

const FIELDS: Record<keyof ObjectiveProblems, readonly string[]> = {
  subject: ['metric', 'of', 'job'],
  series: ['series'],
  endpoint: ['endpoint'],
  requests: ['requests'],
  statistic: ['statistic'],
  limit: ['max', 'min', 'maxIncrease', 'than'],
  strictness: ['over', 'share', 'abortAfterMs', 'critical'],
};

/** The paths of an objective whose problems stand under its own fields. */
export function objectivePaths(index: number): string[] {
  return Object.values(FIELDS).flatMap((fields) => fields.map((field) => pathOf(index, field)));
}

/** What the border said of the objective at `index`, where its numbers are shares of 1 and ms. */
export function objectiveProblems(
  state: FormState | undefined,
  draft: ObjectiveDraft,
  index: number,
): ObjectiveProblems {
  const serverProblem = (field: string) => problemAt(state, pathOf(index, field));
  const asTyped = (field: string) =>
    serverProblem(field) === undefined
      ? undefined
      : (inFormUnits(field, draft) ?? serverProblem(field));
  return Object.fromEntries(
    Object.entries(FIELDS).map(([key, fields]) => [
      key,
      fields.flatMap((field) => asTyped(field) ?? []).join(' ') || undefined,
    ]),
  );
}

/** Undefined where the border's own words fit what was typed. */
function inFormUnits(field: string, draft: ObjectiveDraft): string | undefined {
  if (field === 'share') return 'The share of seconds must be 0 to 100 %.';
  if (field === 'abortAfterMs') return 'Abort after must be 1 to 3,600 seconds.';
  if (!FIELDS.limit.includes(field)) return undefined;
  if (Number.isNaN(draft.value)) return 'Must be a number.';
  if (unitOf(draft) !== '%') return undefined;
  return field === 'maxIncrease' ? 'Must be 0 to 100,000 %.' : 'Must be 0 to 100 %.';
}

function pathOf(index: number, field: string): string {
  return `objectives[${index}].${field}`;
}
