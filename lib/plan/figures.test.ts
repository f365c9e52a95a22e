import { expect, it } from 'vitest';
import { loadShape } from './load-shape';
import { parsePlan } from './parse-plan';

function shapeOf(stages: { users: number; spawnPerSecond: number; durationMs: number }[]) {
  const plan = parsePlan({
    name: 'Shape',
    load: { model: 'closed', stages },
    users: [{ behaviour: 'burst', weight: 1 }],
  });
  const shape = loadShape(plan);
  expect(shape.of).toBe('users');
  return shape.points;
}

it('a stage rises to its users at its spawn rate, then stays', () => {
  expect(shapeOf([{ users: 100, spawnPerSecond: 10, durationMs: 60_000 }])).toEqual([
    { atMs: 0, level: 0 },
    { atMs: 10_000, level: 100 },
    { atMs: 60_000, level: 100 },
  ]);
});

it('a stage with fewer users falls at its spawn rate', () => {
  expect(
    shapeOf([
      { users: 10, spawnPerSecond: 10, durationMs: 5000 },
      { users: 4, spawnPerSecond: 2, durationMs: 5000 },
    ]),
  ).toEqual([
    { atMs: 0, level: 0 },
    { atMs: 1000, level: 10 },
    { atMs: 5000, level: 10 },
    { atMs: 8000, level: 4 },
    { atMs: 10_000, level: 4 },
  ]);
});

it('a stage too short for its ramp ends on the way, and the next goes on from there', () => {
  expect(
    shapeOf([
      { users: 100, spawnPerSecond: 1, durationMs: 10_000 },
      { users: 20, spawnPerSecond: 10, durationMs: 2000 },
    ]),
  ).toEqual([
    { atMs: 0, level: 0 },
    { atMs: 10_000, level: 10 },
    { atMs: 11_000, level: 20 },
    { atMs: 12_000, level: 20 },
  ]);
});

function rateShapeOf(load: object) {
  return loadShape(parsePlan({ name: 'Shape', load: { model: 'open', ...load } }));
}

it('an open plan shows its rates: a ramp is a slope, a new rate is a step', () => {
  expect(
    rateShapeOf({
      arrivals: 'poisson',
      stages: [
        { durationMs: 10_000, fromRatePerSecond: 0, toRatePerSecond: 50 },
        { durationMs: 5000, ratePerSecond: 50 },
        { durationMs: 1000, ratePerSecond: 400 },
      ],
    }),
  ).toEqual({
    of: 'ratePerSecond',
    points: [
      { atMs: 0, level: 0 },
      { atMs: 10_000, level: 50 },
      { atMs: 15_000, level: 50 },
      { atMs: 15_000, level: 400 },
      { atMs: 16_000, level: 400 },
    ],
  });
});

it('a replay shows its arrivals in steps of a second', () => {
  expect(
    rateShapeOf({ arrivals: 'replay', timestampsMs: [0, 200, 400, 1100, 1500] }).points,
  ).toEqual([
    { atMs: 0, level: 3 },
    { atMs: 1000, level: 3 },
    { atMs: 1000, level: 2 },
    { atMs: 1500, level: 2 },
  ]);
});

it('a long replay has at most 121 steps', () => {
  const timestampsMs = Array.from({ length: 1000 }, (_, index) => index * 3600);
  expect(rateShapeOf({ arrivals: 'replay', timestampsMs }).points.length).toBeLessThanOrEqual(242);
});
