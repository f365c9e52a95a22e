import { expect, it } from 'vitest';
import { z } from 'zod';
import { problemsOf } from './problems';

it('tells the first hundred problems, and how many more there are', () => {
  const unknown = Object.fromEntries(Array.from({ length: 300_000 }, (_, at) => [`k${at}`, 1]));
  const { error } = z.strictObject({ name: z.string() }).safeParse(unknown);
  if (error === undefined) throw new Error('It was taken.');
  const problems = problemsOf(error);
  expect(problems).toHaveLength(101);
  expect(problems[0]).toEqual({
    path: 'name',
    message: 'Invalid input: expected string, received undefined',
  });
  expect(problems[1]?.path).toBe('k0');
  expect(problems.at(-1)).toEqual({ path: '', message: 'And 299,901 more.' });
});
