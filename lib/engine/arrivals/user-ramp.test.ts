import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkScheduleContract, instantsOf } from './schedule.contract';
import { userRamp } from './user-ramp';

const stages = fc.array(
  fc.record({
    users: fc.integer({ min: 0, max: 60 }),
    spawnPerSecond: fc.double({ min: 0.5, max: 100, noNaN: true }),
    durationMs: fc.integer({ min: 1, max: 20_000 }),
  }),
  { minLength: 1, maxLength: 5 },
);

describe('userRamp', () => {
  it('spawns ten users a second from the first instant on', () => {
    const ramp = userRamp([{ users: 100, spawnPerSecond: 10, durationMs: 600_000 }]);
    const spawns = instantsOf(ramp.spawns);
    expect(spawns.slice(0, 3)).toEqual([0, 100, 200]);
    expect(spawns).toHaveLength(100);
    expect(spawns.at(-1)).toBe(9900);
    expect(instantsOf(ramp.retirements)).toEqual([]);
    expect(ramp.durationMs).toBe(600_000);
  });

  it('lets users go at the spawn rate when the next stage has fewer', () => {
    const ramp = userRamp([
      { users: 4, spawnPerSecond: 2, durationMs: 5000 },
      { users: 1, spawnPerSecond: 4, durationMs: 5000 },
    ]);
    expect(instantsOf(ramp.spawns)).toEqual([0, 500, 1000, 1500]);
    expect(instantsOf(ramp.retirements)).toEqual([5000, 5250, 5500]);
    expect([0, 999, 1000, 4999, 5000, 5499, 9999].map(ramp.usersAt)).toEqual([1, 2, 3, 4, 3, 2, 1]);
  });

  it('goes on from where a stage too short for its ramp was cut off', () => {
    const ramp = userRamp([
      { users: 100, spawnPerSecond: 1, durationMs: 2500 },
      { users: 5, spawnPerSecond: 10, durationMs: 1000 },
    ]);
    expect(instantsOf(ramp.spawns)).toEqual([0, 1000, 2000, 2500, 2600]);
  });

  it('keeps the contract of schedules, both coming and going', () => {
    fc.assert(
      fc.property(stages, (plan) => {
        const ramp = userRamp(plan);
        checkScheduleContract(ramp.spawns);
        checkScheduleContract(ramp.retirements);
      }),
    );
  });

  it('usersAt agrees with counting the instants one by one', () => {
    fc.assert(
      fc.property(stages, fc.integer({ min: 0, max: 40_000 }), (plan, ms) => {
        const ramp = userRamp(plan);
        const until = (instants: number[]) => instants.filter((at) => at <= ms + 1e-6).length;
        const counted = until(instantsOf(ramp.spawns)) - until(instantsOf(ramp.retirements));
        expect(ramp.usersAt(ms)).toBe(counted);
        expect(ramp.usersAt(ms)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
