import { expect, test } from 'vitest';
import { thinned } from './thinned';

const seconds = { header: 'Time (s)', values: [0, 1, 2, 3, 4, 5, 6] };
const p95 = { header: 'p95 (ms)', values: [10, undefined, 12, 13, 14, 15, 16] };

test('seven rows in a table of three are every third, with the values they had', () => {
  expect(thinned([seconds, p95], 3)).toEqual({
    columns: [
      { header: 'Time (s)', values: [0, 3, 6] },
      { header: 'p95 (ms)', values: [10, 13, 16] },
    ],
    every: 3,
    rows: 7,
  });
});

test('what fits stays whole, gaps included', () => {
  expect(thinned([seconds, p95], 7)).toEqual({ columns: [seconds, p95], every: 1, rows: 7 });
});

test('nothing is nothing', () => {
  expect(thinned([], 12)).toEqual({ columns: [], every: 1, rows: 0 });
});
