import { expect, it } from 'vitest';
import { patternProblem } from './request';

it.each(['"id":"([\\w-]+)"', '(\\d{1,9})', 'a+(b+)c*', '(?:a|b)+(c)', '([+*]{2})+', '(x{1,3})+'])(
  'takes %s',
  (pattern) => {
    expect(patternProblem(pattern, 1)).toBeUndefined();
  },
);

it.each(['(a+)+', '((a*)b)*', '(?:(x+)y){2,}', '(\\d+,)*$'])(
  'refuses %s, which repeats what is itself repeated',
  (pattern) => {
    expect(patternProblem(pattern, 0)).toBe(
      'has nested repetition, as in (a+)+, which can take extremely long. Rewrite it without.',
    );
  },
);

it('refuses what is no expression, too long, or has too few groups', () => {
  expect(patternProblem('(', 1)).toBe('must be a regular expression.');
  expect(patternProblem('a'.repeat(501), 0)).toBe('must be at most 500 characters.');
  expect(patternProblem('(a)', 2)).toBe('has only 1 group.');
});
