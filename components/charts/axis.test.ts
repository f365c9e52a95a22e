import { expect, it } from 'vitest';
import { logTicks, niceAxis, niceLogAxis, timeTicks, withNegative } from './axis';

it('chooses round ticks that cover the largest value', () => {
  expect(niceAxis(325, 4)).toEqual({ max: 400, ticks: [0, 100, 200, 300, 400] });
  expect(niceAxis(0.0146, 3)).toEqual({ max: 0.015, ticks: [0, 0.005, 0.01, 0.015] });
});

it('adds no tick for a hair above a round value', () => {
  expect(niceAxis(100.01, 4).max).toBe(100);
});

it('shows an axis even where everything is zero', () => {
  expect(niceAxis(0, 4)).toEqual({ max: 1, ticks: [0, 1] });
});

it('reaches below zero, with a tick at zero, where values do', () => {
  expect(withNegative(-0.3, 0.5, 3)).toEqual({ min: -0.5, max: 0.5, ticks: [-0.5, 0, 0.5] });
  expect(withNegative(-30, -5, 3)).toEqual({ min: -30, max: 0, ticks: [-30, -20, -10, 0] });
});

it('covers a logarithmic range with round ends', () => {
  expect(niceLogAxis(13, 740)).toEqual({
    min: 10,
    max: 1000,
    ticks: [10, 20, 50, 100, 200, 500, 1000],
  });
});

it('marks 1, 2 and 5 over a few decades', () => {
  expect(logTicks(8, 300)).toEqual([10, 20, 50, 100, 200]);
});

it('marks powers of ten alone over many decades', () => {
  expect(logTicks(1, 10_000)).toEqual([1, 10, 100, 1000, 10_000]);
});

it('marks ten minutes every minute', () => {
  expect(timeTicks(0, 600_000)).toEqual([
    0, 60_000, 120_000, 180_000, 240_000, 300_000, 360_000, 420_000, 480_000, 540_000, 600_000,
  ]);
});

it('starts at the first round time inside a zoomed range', () => {
  expect(timeTicks(62_500, 84_000, 5)).toEqual([65_000, 70_000, 75_000, 80_000]);
});
