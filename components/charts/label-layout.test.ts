import { expect, it } from 'vitest';
import { labelRows, spread } from './label-layout';

it('writes labels that are close in rows of their own, as far as there are any', () => {
  const close = [0, 10, 20].map((x) => ({ x, label: 'Paused' }));
  expect(labelRows(close, 2, 500).map(({ row }) => row)).toEqual([0, 1, undefined]);
});

it('writes to the left at the right edge', () => {
  expect(labelRows([{ x: 480, label: 'To 200 users' }], 1, 500)).toEqual([
    { row: 0, leftward: true },
  ]);
});

it('leaves labels alone that do not collide', () => {
  expect(spread([10, 50, 90], 12, [0, 100])).toEqual([10, 50, 90]);
});

it('pushes colliding labels apart and keeps them inside', () => {
  expect(spread([95, 96, 10], 12, [0, 100])).toEqual([88, 100, 10]);
});
