import { expect, it } from 'vitest';
import { BUILT_IN_SCENARIOS } from '@/lib/plan/built-in';
import { behavioursOf, loadShape, peakRate, plannedMs, plannedRequests, usersAt } from './figures';
import { peakLabel, planSummary, requestsLabel } from './labels';
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

const plan = parsePlan({
  name: 'Spike',
  load: {
    model: 'open',
    arrivals: 'constant',
    stages: [
      { durationMs: 1000, ratePerSecond: 20 },
      { durationMs: 100, ratePerSecond: 2000, users: [{ behaviour: 'start', weight: 1 }] },
      { durationMs: 1000, ratePerSecond: 20 },
    ],
  },
  users: [{ behaviour: 'burst', weight: 1 }],
});

it('arrivals of a stage with users of its own do what those do', () => {
  const at = (ms: number) => usersAt(plan, ms).map(({ behaviour }) => behaviour);
  expect([0, 999, 1000, 1099, 1100, 5000].map((ms) => at(ms)[0])).toEqual([
    'burst',
    'burst',
    'start',
    'start',
    'burst',
    'burst',
  ]);
  expect(behavioursOf(plan)).toEqual(['burst', 'start']);
});

const requests = [{ name: 'home', weight: 1, http: { method: 'GET', path: '/' } }];

function open(load: object) {
  return parsePlan({ name: 'Open', load: { model: 'open', ...load } });
}

const ramp = open({
  arrivals: 'poisson',
  stages: [
    { durationMs: 10_000, fromRatePerSecond: 0, toRatePerSecond: 50 },
    { durationMs: 60_000, ratePerSecond: 50 },
  ],
});

it('a ramp from 0 to 50/s in 10 s and a minute of 50/s are 3,250 arrivals', () => {
  expect(plannedRequests(ramp)).toBe(3250);
  expect(requestsLabel(ramp)).toBe('~3,250 requests');
  expect([peakRate(ramp), plannedMs(ramp), peakLabel(ramp)]).toEqual([50, 70_000, 'up to 50/s']);
  expect(planSummary(ramp)).toBe('Up to 50/s over 1\u202fmin 10\u202fs.');
});

it('a replay sends as many as there are instants; its peak is the fullest second', () => {
  const replay = open({ arrivals: 'replay', timestampsMs: [0, 900, 1100, 1200, 5000], speed: 2 });
  expect([plannedRequests(replay), peakRate(replay), plannedMs(replay)]).toEqual([5, 4, 2500]);
  expect(requestsLabel(replay)).toBe('5 requests');
});

it('100 users who wait 3 s on average, spawned in 10 s, send at most about 19,800 in 10 min', () => {
  const moderate = BUILT_IN_SCENARIOS.find(({ slug }) => slug === 'moderate')?.plan;
  if (moderate === undefined) throw new Error('no moderate');
  // 100 users × (600 s − half of the 10 s ramp) / 3 s
  expect(plannedRequests(moderate)).toBe(19_833);
  expect(requestsLabel(moderate)).toBe('up to ~19,800 requests');
  expect(peakLabel(moderate)).toBe('100 users');
});

it('users who do not wait send as many as the service answers: nobody knows how many', () => {
  const stages = [{ users: 2, spawnPerSecond: 2, durationMs: 10_000 }];
  const busy = parsePlan({ name: 'Busy', load: { model: 'closed', stages }, requests });
  expect(plannedRequests(busy)).toBeUndefined();
  const waitMs = { min: 500, max: 1500 };
  const calm = parsePlan({ name: 'Calm', load: { model: 'closed', stages, waitMs }, requests });
  expect(plannedRequests(calm)).toBe(19);
});
