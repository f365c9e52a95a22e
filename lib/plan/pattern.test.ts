import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compilePattern, patternProblem } from './pattern';

it.each([
  '"id":"([\\w-]+)"',
  '(\\d{1,9})',
  'a+(b+)c*',
  '(?:a|b)+(c)',
  '([+*]{2})+',
  // What takes a backtracking engine for ever.
  '(a+)+$',
  '(a|a)*$x',
  '((?:a|aa)+)!',
])('takes %s', (source) => {
  expect(patternProblem(source, 1)).toBeUndefined();
});

it('refuses what is no expression, too long, or has too few groups', () => {
  expect(patternProblem('(', 1)).toBe('must be a regular expression.');
  expect(patternProblem('a'.repeat(501), 0)).toBe('must be at most 500 characters.');
  expect(patternProblem('(a)', 2)).toBe('has only 1 group.');
  expect(patternProblem('a', 1)).toBe(
    'needs a group in (…) to extract, or "group": 0 for the whole match.',
  );
});

it.each(['(?=a)b', '(a)\\1', '(?<!a)b'])(
  'refuses %s, which only backtracking can match',
  (source) => {
    expect(patternProblem(source, 0)).toBe(
      'has a look-around or back-reference, which can take extremely long. Rewrite it without.',
    );
  },
);

it('gives what a group matched, first of all matches', () => {
  const pattern = compilePattern('"id":"([\\w-]+)"(x)?');
  expect(pattern.search('{"id":"a-1"},{"id":"b"}', 1)).toBe('a-1');
  expect(pattern.search('{"id":"a-1"}', 0)).toBe('"id":"a-1"');
  expect(pattern.search('{"id":"a-1"}', 2)).toBeUndefined();
  expect(pattern.search('{}', 1)).toBeUndefined();
});

it('finds what JavaScript finds, for expressions that both know', () => {
  const piece = fc.constantFrom(
    'a',
    'b',
    '[ab]',
    '\\d',
    '(a)',
    '(b|c)',
    'a*',
    'b+',
    'c?',
    '.',
    '^',
    '$',
  );
  const source = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(
      source,
      fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', '\n') }),
      (one, text) => {
        const found = compilePattern(one).search(text, 0);
        expect(found).toBe(new RegExp(one).exec(text)?.[0]);
      },
    ),
    { numRuns: 500 },
  );
});

it('reads 64 kB against the worst of expressions in no time', () => {
  const text = 'a'.repeat(65_536);
  for (const source of ['(a|a)*$x', '((?:a|aa)+)!', '(a+)+b'])
    expect(compilePattern(source).search(text, 0), source).toBeUndefined();
});
