import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_SCENARIOS } from '@/lib/plan/built-in';
import { peakRate, peakUsers, plannedMs } from './figures';
import type { ClosedLoad } from './load';
import type { LoadPlan } from './load-plan';
import { parsePlan } from './parse-plan';
import { scalePlan } from './scale';
import { PLAN_LIMITS } from './schema-parts';

function builtIn(slug: string): LoadPlan {
  const scenario = BUILT_IN_SCENARIOS.find((candidate) => candidate.slug === slug);
  if (scenario === undefined) throw new Error(`no built-in scenario ${slug}`);
  return scenario.plan;
}

function stagesOf({ load }: LoadPlan): ClosedLoad['stages'] {
  if (load.model === 'open') throw new Error('an open plan has no stages of users');
  return load.stages;
}

function open(load: object): LoadPlan {
  return parsePlan({ name: 'Open', load: { model: 'open', ...load } });
}

describe('scalePlan', () => {
  it('returns the very plan when nothing is to change', () => {
    const plan = builtIn('moderate');
    expect(scalePlan(plan, {})).toBe(plan);
    expect(scalePlan(plan, { users: 100, durationMs: 600_000 })).toBe(plan);
  });

  it('keeps the spawn rate of moderate when it is shortened to 30 seconds', () => {
    expect(stagesOf(scalePlan(builtIn('moderate'), { durationMs: 30_000 }))).toEqual([
      { users: 100, spawnPerSecond: 10, durationMs: 30_000 },
    ]);
  });

  it('doubles the spawn rate with the users, so that the ramp takes as long as before', () => {
    expect(stagesOf(scalePlan(builtIn('heavy'), { users: 400 }))).toEqual([
      { users: 400, spawnPerSecond: 40, durationMs: 900_000 },
    ]);
  });

  it('speeds up ramps that a shorter plan would cut off, to half of their stage', () => {
    expect(stagesOf(scalePlan(builtIn('gradual-ramp'), { durationMs: 30_000 }))).toEqual([
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
          expect(Math.max(...stagesOf(scaled).map((stage) => stage.users))).toBe(users);
        },
      ),
    );
  });
});

describe('scalePlan of an open plan', () => {
  const spike = open({
    arrivals: 'poisson',
    stages: [
      { durationMs: 60_000, fromRatePerSecond: 0, toRatePerSecond: 50 },
      { durationMs: 30_000, ratePerSecond: 200 },
    ],
  });

  it('brings the highest rate to the one asked for, and the others with it', () => {
    expect(scalePlan(spike, { ratePerSecond: 20, durationMs: 9000 }).load).toEqual({
      model: 'open',
      arrivals: 'poisson',
      stages: [
        { durationMs: 6000, fromRatePerSecond: 0, toRatePerSecond: 5 },
        { durationMs: 3000, ratePerSecond: 20 },
      ],
      maxInFlight: 1000,
      overload: 'drop',
    });
  });

  it('shortens a warm-up with the plan, and never lengthens it', () => {
    const plan = { ...spike, warmUpMs: 9000 };
    expect(scalePlan(plan, { durationMs: 9000 }).warmUpMs).toBe(900);
    expect(scalePlan(plan, { durationMs: 900_000 }).warmUpMs).toBe(9000);
  });

  it('does not look at users, which it has none of', () => {
    expect(scalePlan(spike, { users: 7 })).toBe(spike);
    expect(scalePlan(spike, { ratePerSecond: 200, durationMs: 90_000 })).toBe(spike);
  });

  it('plays a replay faster to reach a rate, and cuts it at the duration', () => {
    const replay = open({ arrivals: 'replay', timestampsMs: [0, 500, 1000, 1500, 2000, 2500] });
    expect(peakRate(replay)).toBe(2);
    expect(scalePlan(replay, { ratePerSecond: 4, durationMs: 1000 }).load).toMatchObject({
      timestampsMs: [0, 500, 1000, 1500, 2000],
      speed: 2,
    });
  });

  it('gives exactly the duration and rate asked for, and a valid plan, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 500, noNaN: true }),
        fc.integer({ min: 1000, max: PLAN_LIMITS.durationMs }),
        (ratePerSecond, durationMs) => {
          const scaled = parsePlan(scalePlan(spike, { ratePerSecond, durationMs }));
          expect(plannedMs(scaled)).toBe(durationMs);
          expect(peakRate(scaled)).toBeCloseTo(ratePerSecond, 8);
        },
      ),
    );
  });

  it('keeps a stage of a millisecond when a day is shortened to a second', () => {
    const stages = [
      { durationMs: 1, ratePerSecond: 10 },
      { durationMs: 86_399_999, ratePerSecond: 1 },
    ];
    const short = scalePlan(open({ arrivals: 'constant', stages }), { durationMs: 1000 });
    expect(short.load).toMatchObject({ stages: [{ durationMs: 1 }, { durationMs: 999 }] });
  });
});

describe('peakUsers', () => {
  it('is what the ramps reach, not what the stages ask for', () => {
    const plan = builtIn('moderate');
    const stages = [{ users: 100, spawnPerSecond: 1, durationMs: 30_000 }];
    expect(peakUsers({ ...plan, load: { model: 'closed', stages } })).toBe(30);
  });
});
