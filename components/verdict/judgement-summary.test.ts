import { expect, it } from 'vitest';
import { judgementSummary } from './judgement-summary';

const of = (verdict: 'pass' | 'fail' | 'no-data') => ({
  objective: { metric: 'p95', max: 1 } as const,
  verdict,
});

it('says by what a run was judged, and what came of it', () => {
  const profile = { name: 'Strict', version: 2 };
  const sentence = (verdict: 'pass' | 'fail' | 'no-data' | undefined, named = true) =>
    judgementSummary({
      ...(named && { profile }),
      verdict,
      verdicts: [of('pass'), of('fail'), of('no-data')],
    });
  expect(sentence('fail')).toBe('Fails Strict (version 2): 1 of 3 objectives broken.');
  expect(sentence('pass', false)).toBe(
    'Meets the plan’s own objectives: 1 of 3 objectives met, 1 broken that fails no run.',
  );
  expect(sentence('no-data')).toBe(
    'Cannot be judged by Strict (version 2): no data for 1 of 3 objectives.',
  );
  expect(sentence(undefined)).toBe(
    'No objective of Strict (version 2) fails a run: 1 of 3 objectives broken.',
  );
});
