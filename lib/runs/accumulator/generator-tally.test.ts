import { expect, it } from 'vitest';
import { Histogram } from '@/lib/stats/histogram';
import { reportOf } from '@/lib/testing/report-of';
import { GeneratorTally } from './generator-tally';

const delays = (...us: number[]) => {
  const histogram = new Histogram();
  for (const one of us) histogram.record(one);
  return histogram.encode();
};

it('has nothing to say of no seconds', () => {
  expect(new GeneratorTally().summarise()).toBeUndefined();
  expect(new GeneratorTally().lateShare(50)).toBeUndefined();
});

it('merges delays, and takes lag and processor time second by second', () => {
  const tally = new GeneratorTally();
  const { tick } = reportOf(0, []);
  for (let second = 0; second < 20; second++)
    tally.add({
      ...tick,
      second,
      eventLoopLagMs: second,
      scheduleDelay: delays(100, 100 + second),
      cpuMs: second * 10,
      gcMs: 5,
    });
  expect(tally.summarise()).toEqual({
    scheduleDelay: { samples: 40, p50Ms: 0.1, p99Ms: 0.119, maxMs: 0.119 },
    eventLoopLag: { p99Ms: 19, maxMs: 19 },
    cpuShareP95: 0.18,
    gcShare: 0.005,
  });
  expect(tally.lateShare(14)).toBe(0.25);
});

it('does not know the processor time of runs that did not keep it', () => {
  const tally = new GeneratorTally();
  tally.add({ ...reportOf(0, []).tick, cpuMs: undefined, gcMs: undefined });
  expect(tally.summarise()).toMatchObject({ cpuShareP95: undefined, gcShare: undefined });
});
