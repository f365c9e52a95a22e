import { expect, test } from 'vitest';
import { describeFailure } from './describe-failure.mjs';

test('a failure shows its message and the end of its output', () => {
  const output = Array.from({ length: 70 }, (_, index) => `line ${index + 1}`).join('\n');
  const error = Object.assign(new Error('tsc ended with 2.'), { output });
  const text = describeFailure('types', { status: 'failed', error });
  expect(text.split('\n').slice(0, 3)).toEqual([
    'types failed: tsc ended with 2.',
    '  (10 lines before these)',
    '  line 11',
  ]);
  expect(text.endsWith('  line 70')).toBe(true);
});

test('what was not run says because of which task', () => {
  expect(describeFailure('e2e', { status: 'not-run', because: 'build' })).toBe(
    'e2e was not run, because of build.',
  );
});
