import { expect, test } from 'vitest';
import { thinned } from './chart-table';

const seconds = { header: 'Time (s)', values: [0, 1, 2, 3, 4, 5, 6] };
const p95 = { header: 'p95 (ms)', values: [10, undefined, 12, 13, 14, 15, 16] };

test('seven rows in a table of three are every third, with the values they had', () => {
  expect(thinned([seconds, p95], 3)).toEqual({
    columns: [
      { header: 'Time (s)', values: [0, 3, 6] },
      { header: 'p95 (ms)', values: [10, 13, 16] },
    ],
    every: 3,
    at: [0, 3, 6],
    rows: 7,
  });
});

test('what fits stays whole, gaps included', () => {
  expect(thinned([seconds, p95], 7)).toEqual({
    columns: [seconds, p95],
    every: 1,
    rows: 7,
    at: [0, 1, 2, 3, 4, 5, 6],
  });
});

test('of a law drawn through dots it is the dots that stay', () => {
  const law = { header: 'law (/s)', values: [9, 10, 11, 12, 13, 14, 15] };
  const dots = [undefined, 9.5, undefined, 12.5, undefined, undefined, 15.5];
  const measured = { header: 'measured (/s)', values: dots, isMeasured: true };
  expect(thinned([seconds, measured, law], 3)).toEqual({
    columns: [
      { header: 'Time (s)', values: [1, 3, 6] },
      { header: 'measured (/s)', values: [9.5, 12.5, 15.5] },
      { header: 'law (/s)', values: [10, 12, 15] },
    ],
    every: 1,
    at: [1, 3, 6],
    rows: 3,
  });
});

test('nothing is nothing', () => {
  expect(thinned([], 12)).toEqual({ columns: [], every: 1, at: [], rows: 0 });
});
