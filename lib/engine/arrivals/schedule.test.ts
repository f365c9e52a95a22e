import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrivalRate, type RateStage } from './rate';
import { type OpenArrivalsSpec, openSchedule, shardSchedule } from './schedule';
import { checkScheduleContract, instantsOf } from './schedule.contract';

const rate = fc.double({ min: 0, max: 300, noNaN: true });
const durationMs = fc.integer({ min: 1, max: 5000 });
const stages: fc.Arbitrary<RateStage[]> = fc.array(
  fc.oneof(
    fc.record({ durationMs, ratePerSecond: rate }),
    fc.record({ durationMs, fromRatePerSecond: rate, toRatePerSecond: rate }),
  ),
  { minLength: 1, maxLength: 4 },
);
const loads: fc.Arbitrary<OpenArrivalsSpec> = fc.oneof(
  fc.record({ arrivals: fc.constantFrom('constant' as const, 'poisson' as const), stages }),
  fc.record({
    arrivals: fc.constant('gamma' as const),
    burstiness: fc.double({ min: 0.05, max: 20, noNaN: true }),
    stages,
  }),
  fc.record({
    arrivals: fc.constant('replay' as const),
    timestampsMs: fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 200 }),
    speed: fc.double({ min: 0.1, max: 10, noNaN: true }),
  }),
);

const steady = (
  arrivals: 'constant' | 'poisson' | 'gamma',
  perSecond: number,
  seconds: number,
  burstiness?: number,
): OpenArrivalsSpec => ({
  arrivals,
  burstiness,
  stages: [{ ratePerSecond: perSecond, durationMs: seconds * 1000 }],
});
const gapsOf = (load: OpenArrivalsSpec, seed: number) => {
  const instants = instantsOf(openSchedule(load, seed).schedule);
  return instants.slice(1).map((at, index) => at - (instants[index] ?? 0));
};

describe('constant arrivals', () => {
  it('at 10 a second come every 100 ms from the first instant on, and not at the end', () => {
    const instants = instantsOf(openSchedule(steady('constant', 10, 1), 1).schedule);
    expect(instants).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900]);
  });

  it('of a ramp from 0 to 10/s in 10 s: the tenth request at 4,243 ms, the last at 9,899 ms', () => {
    const stages = [{ durationMs: 10_000, fromRatePerSecond: 0, toRatePerSecond: 10 }];
    const instants = instantsOf(openSchedule({ arrivals: 'constant', stages }, 1).schedule);
    expect(instants.length).toBe(50);
    expect(instants[9]).toBeCloseTo(4242.640687, 5);
    expect(instants[49]).toBeCloseTo(9899.494937, 5);
  });

  it('of a ramp from 0 to 100/s in 10 s: the tenth request at 1,342 ms, the last of 500 at 9,990 ms', () => {
    const stages = [{ durationMs: 10_000, fromRatePerSecond: 0, toRatePerSecond: 100 }];
    const instants = instantsOf(openSchedule({ arrivals: 'constant', stages }, 1).schedule);
    // Area t²/200,000 of ms, so the n-th, from 0, is at √(200,000·n).
    expect(instants.length).toBe(500);
    expect(instants[9]).toBeCloseTo(1341.640786, 5);
    expect(instants[499]).toBeCloseTo(9989.994995, 5);
  });

  it('of a ramp down are the mirror image of the ramp up', () => {
    const ramp = (from: number, to: number) =>
      arrivalRate([{ durationMs: 10_000, fromRatePerSecond: from, toRatePerSecond: to }]);
    for (const area of [1, 7, 25, 49.5])
      expect(ramp(10, 0).instantOf(area)).toBeCloseTo(
        10_000 - (ramp(0, 10).instantOf(50 - area) ?? Number.NaN),
        6,
      );
  });

  it('of steps and pauses have their own spacing, and no arrival in the pause', () => {
    const stages = [
      { durationMs: 300, ratePerSecond: 10 },
      { durationMs: 1000, ratePerSecond: 0 },
      { durationMs: 100, ratePerSecond: 50 },
    ];
    const instants = instantsOf(openSchedule({ arrivals: 'constant', stages }, 1).schedule);
    expect(instants).toEqual([0, 100, 200, 1300, 1320, 1340, 1360, 1380]);
  });

  it('are never due just before a pause instead of after it, whatever the rate', () => {
    for (const durationMs of [100, 300, 700, 60_000])
      for (let ratePerSecond = 10; ratePerSecond <= 1000; ratePerSecond += 10) {
        const stages = [
          { durationMs, ratePerSecond },
          { durationMs: 1000, ratePerSecond: 0 },
          { durationMs: 1000, ratePerSecond },
        ];
        const afterPause = arrivalRate(stages).instantOf((ratePerSecond * durationMs) / 1000);
        expect(afterPause).toBe(durationMs + 1000);
      }
  });

  it('are as many as the area under the rate, rounded up', () => {
    fc.assert(
      fc.property(stages, (plan) => {
        const { schedule, expected } = openSchedule({ arrivals: 'constant', stages: plan }, 1);
        expect(instantsOf(schedule).length).toBe(Math.max(0, Math.ceil(expected - 1e-6)));
      }),
    );
  });

  it('do not drift: the millionth of 3,000 a second is where it belongs', () => {
    const { schedule } = openSchedule(steady('constant', 3000, 1000), 1);
    expect(schedule.arrivalAt(1_000_000)).toBeCloseTo(333_333.333333, 5);
  });
});

describe('random arrivals', () => {
  it('are as many as the rate means, within four standard deviations', () => {
    const count = (load: OpenArrivalsSpec) => instantsOf(openSchedule(load, 7).schedule).length;
    expect(Math.abs(count(steady('poisson', 200, 50)) - 10_000)).toBeLessThan(400);
    expect(Math.abs(count(steady('gamma', 200, 50, 4)) - 10_000)).toBeLessThan(800);
    expect(Math.abs(count(steady('gamma', 200, 50, 0.25)) - 10_000)).toBeLessThan(200);
  });

  it('of Poisson have exponential gaps (Kolmogorov–Smirnov at 1 %)', () => {
    const gaps = gapsOf(steady('poisson', 100, 50), 3).sort((a, b) => a - b);
    const distance = Math.max(
      ...gaps.map((gap, index) => Math.abs(1 - Math.exp(-gap / 10) - (index + 0.5) / gaps.length)),
    );
    expect(distance).toBeLessThan(1.63 / Math.sqrt(gaps.length));
  });

  it.each([0.25, 1, 4, 9])('of burstiness %d have that squared variation of gaps', (burstiness) => {
    const gaps = gapsOf(steady('gamma', 1000, 100, burstiness), 11);
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
    expect(variance / mean ** 2 / burstiness).toBeCloseTo(1, 1);
  });

  it('follow a ramp: a quarter of them in its first half', () => {
    const stages = [{ durationMs: 20_000, fromRatePerSecond: 0, toRatePerSecond: 1000 }];
    const instants = instantsOf(openSchedule({ arrivals: 'poisson', stages }, 5).schedule);
    const early = instants.filter((at) => at < 10_000).length / instants.length;
    expect(early).toBeGreaterThan(0.23);
    expect(early).toBeLessThan(0.27);
  });

  it('are the same with the same seed, and others with another', () => {
    const gaps = (seed: number) => gapsOf(steady('poisson', 100, 1), seed);
    expect(gaps(1)).toEqual(gaps(1));
    expect(gaps(1)).not.toEqual(gaps(2));
  });

  it('are the same asked backwards, and over the borders of what is kept', () => {
    const forward = instantsOf(openSchedule(steady('poisson', 1000, 4), 9).schedule);
    const { schedule } = openSchedule(steady('poisson', 1000, 4), 9);
    const backward = forward.map((_, index) => schedule.arrivalAt(forward.length - 1 - index));
    expect(backward.reverse()).toEqual(forward);
    expect(schedule.arrivalAt(1e9)).toBeUndefined();
  });
});

describe('a replay', () => {
  it('begins with its first arrival, and goes at its speed', () => {
    const load = { arrivals: 'replay', timestampsMs: [5000, 1000, 2000], speed: 2 } as const;
    const { schedule, durationMs } = openSchedule(load, 1);
    expect(instantsOf(schedule)).toEqual([0, 500, 2000]);
    expect(durationMs).toBe(2001);
  });

  it('expects all of them, at the rate of each second', () => {
    const timestampsMs = [0, 10, 999, 1000, 3500];
    const { expected, rateAt } = openSchedule({ arrivals: 'replay', timestampsMs }, 1);
    expect(expected).toBe(5);
    expect([-1, 0, 999, 1000, 2500, 3000, 4000].map(rateAt)).toEqual([0, 3, 3, 1, 0, 1, 0]);
  });

  it('of nothing is nothing', () => {
    const { schedule, expected, rateAt } = openSchedule(
      { arrivals: 'replay', timestampsMs: [] },
      1,
    );
    expect([schedule.arrivalAt(0), expected, rateAt(0)]).toEqual([undefined, 0, 0]);
  });
});

describe('every open load', () => {
  it('does not go back by the last bit where two arrivals are all but one', () => {
    const stages = [{ durationMs: 3383, fromRatePerSecond: 0, toRatePerSecond: 270.7260853052116 }];
    const load = { arrivals: 'gamma', burstiness: 13.213773846987925, stages } as const;
    checkScheduleContract(openSchedule(load, 4).schedule);
  });

  it('keeps the contract of schedules, within its length', () => {
    fc.assert(
      fc.property(loads, fc.nat(1000), (load, seed) => {
        const { schedule, durationMs } = openSchedule(load, seed);
        checkScheduleContract(schedule);
        expect(instantsOf(schedule).at(-1) ?? 0).toBeLessThanOrEqual(durationMs);
      }),
      { numRuns: 60 },
    );
  });

  it('is the same in shards, however many', () => {
    fc.assert(
      fc.property(loads, fc.integer({ min: 1, max: 5 }), (load, of) => {
        const whole = instantsOf(openSchedule(load, 3).schedule);
        const shards = Array.from({ length: of }, (_, shard) =>
          instantsOf(shardSchedule(openSchedule(load, 3).schedule, shard, of)),
        );
        for (const [shard, instants] of shards.entries())
          expect(instants).toEqual(whole.filter((_, index) => index % of === shard));
      }),
      { numRuns: 60 },
    );
  });
});

describe('an open load of stages', () => {
  it('tells the arrivals it means and the rate at an instant', () => {
    const stages = [
      { durationMs: 2000, ratePerSecond: 50 },
      { durationMs: 4000, fromRatePerSecond: 50, toRatePerSecond: 0 },
    ];
    const { expected, durationMs, rateAt } = openSchedule({ arrivals: 'poisson', stages }, 1);
    expect([expected, durationMs]).toEqual([200, 6000]);
    expect([0, 1999, 2000, 4000, 6000].map(rateAt)).toEqual([50, 50, 50, 25, 0]);
  });
});

describe('arrivalRate', () => {
  it('finds the instant of an area, and the area of an instant', () => {
    fc.assert(
      fc.property(stages, fc.double({ min: 0, max: 0.999, noNaN: true }), (plan, part) => {
        const rates = arrivalRate(plan);
        const area = part * rates.total;
        const atMs = rates.instantOf(area);
        if (atMs !== undefined) expect(rates.arrivalsUntil(atMs)).toBeCloseTo(area, 5);
      }),
    );
  });

  it('finds the smallest of areas at the foot of a ramp, not at its end', () => {
    const { instantOf } = arrivalRate([
      { durationMs: 1000, fromRatePerSecond: 0, toRatePerSecond: 10 },
    ]);
    expect([Number.MIN_VALUE, 1e-320, 1e-300].map(instantOf)).toEqual([0, 0, expect.closeTo(0)]);
  });

  it('tells the rate in the middle of a ramp, and none before or after', () => {
    const rates = arrivalRate([{ durationMs: 1000, fromRatePerSecond: 10, toRatePerSecond: 30 }]);
    expect([-1, 0, 1000].map(rates.rateAt)).toEqual([0, 10, 0]);
    expect(rates.rateAt(500)).toBeCloseTo(20, 9);
  });
});
