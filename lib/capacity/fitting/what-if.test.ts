import { expect, it } from 'vitest';
import { whatIf } from './what-if';

const LAW = { gamma: 7, alpha: 0.1, beta: 0.001 };
const of = (change: Partial<Parameters<typeof whatIf>[1]>) => ({
  law: LAW,
  nAtLine: 10,
  measured: [],
  ...change,
});

it('gives the ends that the law leaves open: all of the contention shared, or none', () => {
  // C(20) = 20 / (1 + 1.9 + 0.38) = 6.0976, C(10) = 10 / (1 + 0.9 + 0.09) = 5.0251.
  const answer = whatIf({ now: 2, after: 4, costFactor: 1 }, of({}));
  expect(answer?.low).toBeCloseTo(1.2134, 3);
  expect(answer).toMatchObject({ high: 2, from: 'law' });
  expect(answer?.factor).toBeUndefined();
});

it('carries on what was measured between two counts', () => {
  const measured = [
    { count: 1, line: 50 },
    { count: 2, line: 90 },
  ];
  const answer = whatIf({ now: 2, after: 4, costFactor: 1 }, of({ measured }));
  expect(answer?.factor).toBeCloseTo(1.8, 10);
  expect(answer?.from).toBe('measured');
});

it('moves the line by what a job costs less', () => {
  const answer = whatIf({ now: 1, after: 1, costFactor: 0.8 }, of({}));
  expect(answer?.low).toBeCloseTo(1.25, 10);
  expect(answer?.high).toBeCloseTo(1.25, 10);
  expect(whatIf({ now: 1, after: 2, costFactor: 1 }, of({ law: undefined }))).toBeUndefined();
});
