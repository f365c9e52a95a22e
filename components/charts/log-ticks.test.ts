import { expect, it } from 'vitest';
import { logTicks } from './log-ticks';

it('marks 1, 2 and 5 over a few decades', () => {
  expect(logTicks(8, 300)).toEqual([10, 20, 50, 100, 200]);
});

it('marks powers of ten alone over many decades', () => {
  expect(logTicks(1, 10_000)).toEqual([1, 10, 100, 1000, 10_000]);
});
