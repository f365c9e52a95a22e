import { expect, it } from 'vitest';
import { judgementSummary } from './judgement-summary';

const of = (verdict: 'pass' | 'fail' | 'no-data') => ({
  objective: { metric: 'p95', max: 1 } as const,
  verdict,
});

it('says what a run was evaluated against, and the result', () => {
  const profile = { name: 'Strict', version: 2 };
  const sentence = (verdict: 'pass' | 'fail' | 'no-data' | undefined, named = true) =>
    judgementSummary({
      ...(named && { profile }),
      verdict,
      verdicts: [of('pass'), of('fail'), of('no-data')],
    });
  expect(sentence('fail')).toBe('Fails Strict (version 2): 1 of 3 objectives not met.');
  expect(sentence('pass', false)).toBe(
    'Meets the plan’s objectives: 1 of 3 objectives met, 1 non-blocking not met.',
  );
  expect(sentence('no-data')).toBe(
    'Not evaluated against Strict (version 2): no data for 1 of 3 objectives.',
  );
  expect(sentence(undefined)).toBe(
    'All objectives of Strict (version 2) are non-blocking: 1 of 3 objectives not met.',
  );
});
