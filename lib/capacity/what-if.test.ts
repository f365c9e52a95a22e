import { expect, it } from 'vitest';
import { whatIf } from './what-if';

const LAW = { gamma: 7, alpha: 0.1, beta: 0.001 };

it('takes copies to hinder each other as requests do', () => {
  // C(4) = 4 / (1 + 0.3 + 0.012) = 3.0488, C(2) = 2 / (1.102) = 1.8149.
  const answer = whatIf({ now: 2, after: 4, costFactor: 1 }, LAW);
  expect(answer?.factor).toBeCloseTo(1.6799, 3);
  expect(answer).toMatchObject({ high: 2, from: 'law' });
});

it('carries on what was measured between two counts', () => {
  const answer = whatIf({ now: 2, after: 4, costFactor: 1 }, LAW, [
    { count: 1, line: 50 },
    { count: 2, line: 90 },
  ]);
  expect(answer?.factor).toBeCloseTo(1.8, 10);
  expect(answer?.from).toBe('measured');
});

it('moves the line by what a job costs less', () => {
  expect(whatIf({ now: 1, after: 1, costFactor: 0.8 }, LAW)?.factor).toBeCloseTo(1.25, 10);
  expect(whatIf({ now: 1, after: 2, costFactor: 1 }, undefined)).toBeUndefined();
});
