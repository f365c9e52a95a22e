import { expect, it } from 'vitest';
import { spread } from './spread';

it('leaves labels alone that do not collide', () => {
  expect(spread([10, 50, 90], 12, [0, 100])).toEqual([10, 50, 90]);
});

it('pushes colliding labels apart and keeps them inside', () => {
  expect(spread([95, 96, 10], 12, [0, 100])).toEqual([88, 100, 10]);
});
