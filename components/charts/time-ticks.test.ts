import { expect, it } from 'vitest';
import { timeTicks } from './time-ticks';

it('marks ten minutes every minute', () => {
  expect(timeTicks(0, 600_000)).toEqual([
    0, 60_000, 120_000, 180_000, 240_000, 300_000, 360_000, 420_000, 480_000, 540_000, 600_000,
  ]);
});

it('starts at the first round time inside a zoomed range', () => {
  expect(timeTicks(62_500, 84_000, 5)).toEqual([65_000, 70_000, 75_000, 80_000]);
});
