import { expect, it } from 'vitest';
import { PlimsollError } from '@/lib/errors/plimsoll-error';
import { BUILT_IN_SCENARIOS } from './built-in-scenarios';
import { parsePlan } from './parse-plan';

function problemsIn(input: unknown) {
  try {
    parsePlan(input);
  } catch (error) {
    if (error instanceof PlimsollError) return error.problems;
    throw error;
  }
  throw new Error('the plan was accepted');
}

it('accepts every built-in scenario as it is', () => {
  for (const { plan } of BUILT_IN_SCENARIOS) expect(parsePlan(plan)).toEqual(plan);
});

it('fills in the time-out that was left out', () => {
  const { timeoutMs: _left, ...plan } = BUILT_IN_SCENARIOS[0]?.plan ?? { timeoutMs: 0 };
  expect(parsePlan(plan).timeoutMs).toBe(30_000);
});

it('lists every problem at once, each with its place', () => {
  const plan = {
    name: ' ',
    speed: 3,
    load: {
      model: 'closed',
      stages: [{ users: -1, spawnPerSecond: 'fast', durationMs: 10_000.5 }],
      waitMs: { min: 500, max: 100 },
    },
    users: [{ behaviour: 'juggling', weight: 0 }],
    timeoutMs: 0,
  };
  expect(problemsIn(plan)).toEqual([
    { path: 'name', message: 'must not be empty.' },
    { path: 'load.stages[0].users', message: 'must be at least 0.' },
    { path: 'load.stages[0].spawnPerSecond', message: 'must be a number of users per second.' },
    { path: 'load.stages[0].durationMs', message: 'must be a whole number of milliseconds.' },
    { path: 'load.waitMs.max', message: 'must be at least as long as "min".' },
    { path: 'users[0].behaviour', message: 'must be one of "training-api", "burst".' },
    { path: 'users[0].weight', message: 'must be at least 0.001.' },
    { path: 'timeoutMs', message: 'must be at least 1.' },
    { path: 'speed', message: 'is not a known field; remove it or check its spelling.' },
  ]);
});

it('says so when the plan is not an object at all', () => {
  expect(problemsIn(null)).toEqual([
    { path: '', message: 'must be an object: {name, load, users}.' },
  ]);
});

it('refuses a plan without any user in it', () => {
  const plan = {
    name: 'Nobody',
    load: { model: 'closed', stages: [{ users: 0, spawnPerSecond: 1, durationMs: 1000 }] },
    users: [{ behaviour: 'burst', weight: 1 }],
  };
  expect(problemsIn(plan)).toEqual([
    { path: 'load.stages', message: 'need a stage with users in it.' },
  ]);
});

it('refuses a plan of more than a day', () => {
  const day = { users: 1, spawnPerSecond: 1, durationMs: 86_400_000 };
  const plan = {
    name: 'Long',
    load: { model: 'closed', stages: [day, day] },
    users: [{ behaviour: 'burst', weight: 1 }],
  };
  expect(problemsIn(plan)).toEqual([
    { path: 'load.stages', message: 'must last at most 24 hours together.' },
  ]);
});
