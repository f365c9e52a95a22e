import { expect, it } from 'vitest';
import { ALL_OPERATIONS } from '@/lib/api/open-api-document';
import { scheduledStartSchema } from '@/lib/automation/model';
import { problemsOf } from '@/lib/core/problems';
import { startFields, startSchema } from '@/lib/runs/start-input';
import { numberOf } from './option-values';

const problem = { path: 'users', message: 'must be at most 20,000 users.' };

it('is refused in the same words by every way to start a run', () => {
  const input = { scenario: 'light', target: 'Staging', users: 20_001 };
  const operation = ALL_OPERATIONS.find(({ id }) => id === 'startRun');
  const schemas = [startSchema, operation?.body ?? startSchema];
  for (const schema of schemas) {
    const { error } = schema.safeParse(input);
    expect(error && problemsOf(error)).toEqual([problem]);
  }
  const scheduled = scheduledStartSchema.safeParse({ ...input, kind: 'scenario' });
  expect(scheduled.error && problemsOf(scheduled.error)).toEqual([problem]);
  expect(() => numberOf(startFields.shape.users)('20001')).toThrow(`It ${problem.message}`);
});

it('the command line reads numbers by the field that they are for', () => {
  const users = numberOf(startFields.shape.users);
  expect(users('50')).toBe(50);
  expect(() => users('many')).toThrow('It must be a whole number of users.');
  expect(() => users(' ')).toThrow('It must be a whole number of users.');
  expect(numberOf(startFields.shape.ratePerSecond)('2.5')).toBe(2.5);
});
