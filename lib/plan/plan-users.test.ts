import { expect, it } from 'vitest';
import { parsePlan } from './parse-plan';
import { behavioursOf, usersAt } from './plan-users';

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
    ...['burst', 'burst', 'start', 'start', 'burst', 'burst'],
  ]);
  expect(behavioursOf(plan)).toEqual(['burst', 'start']);
});
