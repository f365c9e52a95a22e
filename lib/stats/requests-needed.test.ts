import { expect, it } from 'vitest';
import { quantileRanks } from './intervals';
import { requestsNeeded } from './requests-needed';

it('a p99 of nothing needs 368 requests, of 300 needs 68 more, of 368 none', () => {
  expect([0, 300, 367, 368, 100_000].map((count) => requestsNeeded(0.99, count))).toEqual([
    368, 68, 1, 0, 0,
  ]);
});

it('requests that are alike count for less: of ten times as many, ten times as many more', () => {
  expect(requestsNeeded(0.99, 3000, 300)).toBe(680);
  expect(requestsNeeded(0.99, 5000, 400)).toBe(0);
  expect(requestsNeeded(0.95, 50, 0)).toBe(3600);
});

it('none are needed exactly where there is an interval, and fewer never', () => {
  for (const q of [0.5, 0.9, 0.95, 0.99, 0.999])
    for (let n = 0; n <= 8000; n += 1)
      if ((requestsNeeded(q, n) === 0) !== (quantileRanks(n, q) !== undefined))
        expect.fail(`${n} values of quantile ${q}`);
});
