import { expect, it } from 'vitest';
import { problemsOf } from '@/lib/core/problems';
import { slaProfileSchema } from '@/lib/profiles/model';
import { NEW_OBJECTIVE, type ObjectiveDraft, objectiveOf } from './objective-draft';
import { objectivePaths, objectiveProblems } from './objective-problems';

/** What the border answers to a form with this one objective, as the form's state. */
function refused(changes: Partial<ObjectiveDraft>) {
  const draft: ObjectiveDraft = { ...NEW_OBJECTIVE, key: 0, ...changes };
  const sent: unknown = JSON.parse(JSON.stringify([objectiveOf(draft)]));
  const { error } = slaProfileSchema.safeParse({ name: 'Mine', objectives: sent });
  const problems = error === undefined ? [] : problemsOf(error);
  const elsewhere = problems.filter(({ path }) => !objectivePaths(0).includes(path));
  return { ...objectiveProblems({ status: 'refused', problems }, draft, 0), elsewhere };
}

it('says what is wrong at its field and in the unit that was typed', () => {
  expect(refused({ subject: 'failureRate', value: 250 }).limit).toBe('Must be 0 to 100 %.');
  expect(refused({ kind: 'baseline', value: -3 }).limit).toBe('Must be 0 to 100,000 %.');
  expect(refused({ value: Number.NaN }).limit).toBe('Must be a number.');
  expect(refused({ value: -3 }).limit).toBe('Must be at least 0.');
  expect(refused({ eachSecond: true, share: 101 }).strictness).toBe(
    'The share of seconds must be 0 to 100 %.',
  );
  expect(refused({ abortAfter: 0 }).strictness).toBe('Abort after must be 1 to 3,600 seconds.');
  expect(refused({ subject: 'target' }).series).toBe('Required');
});

it('says everything at once', () => {
  expect(refused({ value: Number.NaN, eachSecond: true, share: -1, abortAfter: 0.5 })).toEqual({
    limit: 'Must be a number.',
    strictness: 'The share of seconds must be 0 to 100 %. Abort after must be 1 to 3,600 seconds.',
    elsewhere: [],
  });
});

it.each([
  { subject: 'job queueWait' },
  { subject: 'target', series: 'up' },
  { kind: 'history' as const },
])('finds nothing wrong with what was chosen before another choice: %j', (choice) => {
  const before = { eachSecond: true, abortAfter: 5, endpoint: 'training.cancel' };
  expect(refused({ ...before, ...choice })).toEqual({ elsewhere: [] });
});
