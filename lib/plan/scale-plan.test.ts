import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_SCENARIOS } from './built-in-scenarios';
import { type LoadPlan, PLAN_LIMITS } from './load-plan';
import { parsePlan } from './parse-plan';
import { peakUsers, plannedMs } from './plan-figures';
import { scalePlan } from './scale-plan';

function builtIn(slug: string): LoadPlan {
  const scenario = BUILT_IN_SCENARIOS.find((candidate) => candidate.slug === slug);
  if (scenario === undefined) throw new Error(`no built-in scenario ${slug}`);
  return scenario.plan;
}

describe('scalePlan', () => {
  it('returns the very plan when nothing is to change', () => {
    const plan = builtIn('moderate');
    expect(scalePlan(plan, {})).toBe(plan);
    expect(scalePlan(plan, { users: 100, durationMs: 600_000 })).toBe(plan);
  });

  it('keeps the spawn rate of moderate when it is shortened to 30 seconds', () => {
    expect(scalePlan(builtIn('moderate'), { durationMs: 30_000 }).load.stages).toEqual([
      { users: 100, spawnPerSecond: 10, durationMs: 30_000 },
    ]);
  });

  it('doubles the spawn rate with the users, so that the ramp takes as long as before', () => {
    expect(scalePlan(builtIn('heavy'), { users: 400 }).load.stages).toEqual([
      { users: 400, spawnPerSecond: 40, durationMs: 900_000 },
    ]);
  });

  it('speeds up ramps that a shorter plan would cut off, to half of their stage', () => {
    expect(scalePlan(builtIn('gradual-ramp'), { durationMs: 30_000 }).load.stages).toEqual([
      { users: 10, spawnPerSecond: 5, durationMs: 6000 },
      { users: 50, spawnPerSecond: 13.33, durationMs: 6000 },
      { users: 100, spawnPerSecond: 16.67, durationMs: 6000 },
      { users: 150, spawnPerSecond: 16.67, durationMs: 6000 },
      { users: 200, spawnPerSecond: 16.67, durationMs: 6000 },
    ]);
  });

  it('gives exactly the duration and users asked for, and a valid plan, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...BUILT_IN_SCENARIOS),
        fc.integer({ min: 1, max: PLAN_LIMITS.users }),
        fc.integer({ min: 1000, max: PLAN_LIMITS.durationMs }),
        ({ plan }, users, durationMs) => {
          const scaled = parsePlan(scalePlan(plan, { users, durationMs }));
          expect(plannedMs(scaled)).toBe(durationMs);
          expect(Math.max(...scaled.load.stages.map((stage) => stage.users))).toBe(users);
        },
      ),
    );
  });
});

describe('peakUsers', () => {
  it('is what the ramps reach, not what the stages ask for', () => {
    const plan = builtIn('moderate');
    const stages = [{ users: 100, spawnPerSecond: 1, durationMs: 30_000 }];
    expect(peakUsers({ ...plan, load: { ...plan.load, stages } })).toBe(30);
  });
});
