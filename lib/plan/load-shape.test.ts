import { expect, it } from 'vitest';
import { loadShape } from './load-shape';
import { parsePlan } from './parse-plan';

function shapeOf(stages: { users: number; spawnPerSecond: number; durationMs: number }[]) {
  const plan = parsePlan({
    name: 'Shape',
    load: { model: 'closed', stages },
    users: [{ behaviour: 'burst', weight: 1 }],
  });
  return loadShape(plan);
}

it('a stage rises to its users at its spawn rate, then stays', () => {
  expect(shapeOf([{ users: 100, spawnPerSecond: 10, durationMs: 60_000 }])).toEqual([
    { atMs: 0, users: 0 },
    { atMs: 10_000, users: 100 },
    { atMs: 60_000, users: 100 },
  ]);
});

it('a stage with fewer users falls at its spawn rate', () => {
  expect(
    shapeOf([
      { users: 10, spawnPerSecond: 10, durationMs: 5000 },
      { users: 4, spawnPerSecond: 2, durationMs: 5000 },
    ]),
  ).toEqual([
    { atMs: 0, users: 0 },
    { atMs: 1000, users: 10 },
    { atMs: 5000, users: 10 },
    { atMs: 8000, users: 4 },
    { atMs: 10_000, users: 4 },
  ]);
});

it('a stage too short for its ramp ends on the way, and the next goes on from there', () => {
  expect(
    shapeOf([
      { users: 100, spawnPerSecond: 1, durationMs: 10_000 },
      { users: 20, spawnPerSecond: 10, durationMs: 2000 },
    ]),
  ).toEqual([
    { atMs: 0, users: 0 },
    { atMs: 10_000, users: 10 },
    { atMs: 11_000, users: 20 },
    { atMs: 12_000, users: 20 },
  ]);
});
