import { describe, expect, it } from 'vitest';
import { METHODS, plannedMs } from '@/lib/plan/figures';
import { parsePlan } from '@/lib/plan/parse-plan';
import { planHash } from '@/lib/plan/plan-hash';
import { Histogram, summariseLatency } from '@/lib/stats/histogram';
import type { MeasuredSecond } from '../objective-evidence';
import type { BenchmarkRun } from './benchmark';
import { BENCHMARKS, judgeBenchmark } from './benchmarks';

const NOTHING: BenchmarkRun = {
  validity: 'valid',
  measured: () => undefined,
  seconds: () => [],
  first: () => ({ succeeded: 0, lastMs: undefined, leastMs: undefined }),
  peakActiveJobs: undefined,
  job: () => undefined,
  orphans: 0,
  target: () => [],
};

function judge(number: number, ...runs: Partial<BenchmarkRun>[]) {
  const benchmark = BENCHMARKS.find((one) => one.number === number);
  if (benchmark === undefined) throw new Error(`no benchmark ${number}`);
  return judgeBenchmark(
    benchmark,
    runs.map((run) => ({ ...NOTHING, ...run })),
  );
}

function secondOf(ms: number, requests = 50): MeasuredSecond {
  const histogram = new Histogram();
  for (let index = 0; index < requests; index++) histogram.record(ms * 1000);
  const encoded = [histogram.encode()];
  return { requests, failures: 0, locustFailures: 0, response: encoded, service: encoded };
}

const measured = (requests: number, failures: number, p95Ms?: number) => () => ({
  requests,
  failures,
  locustFailures: 0,
  response: { ...summariseLatency(new Histogram()), p95Ms, meanMs: p95Ms },
  service: summariseLatency(new Histogram()),
});

const series = (name: string, values: number[]) => ({
  name,
  labels: {},
  type: name.endsWith('_total') ? 'counter' : 'gauge',
  values,
  atMs: values.map((_, index) => index * 1000),
});

describe('the twelve benchmarks', () => {
  it('are numbered 1 to 12, the first five the headline', () => {
    expect(BENCHMARKS.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(BENCHMARKS.filter(({ headline }) => headline).map(({ number }) => number)).toEqual([
      1, 2, 3, 4, 5,
    ]);
  });

  it('send valid plans, and quick ones of less than 75 s together', () => {
    const quick = new Map<string, number>();
    for (const benchmark of BENCHMARKS) {
      for (const input of benchmark.plans(false)) parsePlan(input);
      for (const input of benchmark.plans(true)) {
        const plan = parsePlan(input);
        // What ends once there has been enough is over within seconds.
        quick.set(planHash(plan), plan.stopAfter === undefined ? plannedMs(plan) : 3000);
      }
    }
    const totalMs = [...quick.values()].reduce((sum, ms) => sum + ms, 0);
    expect(totalMs).toBeLessThan(75_000);
  });

  it.each(BENCHMARKS.map(({ number, title }) => [number, title] as const))(
    '%i, %s, has no data where nothing was seen, and says why',
    (number) => {
      const result = judge(number, {}, {});
      expect(result.verdict).toBe('no-data');
      expect(result.reason).toMatch(/\w+ .*\.$/);
    },
  );

  it('never pass by an invalid run', () => {
    const run = {
      validity: 'invalid',
      first: () => ({ succeeded: 50, lastMs: 10, leastMs: 10 }),
    } as const;
    expect(judge(7, run)).toMatchObject({ verdict: 'no-data', actual: 10 });
  });
});

describe('starts at once', () => {
  const accepted = (succeeded: number, lastMs: number, leastMs = lastMs) => ({
    first: () => ({ succeeded, lastMs, leastMs }),
  });

  it('pass by the time until all were accepted', () => {
    expect(judge(1, { ...accepted(150, 6800), peakActiveJobs: 150 })).toMatchObject({
      verdict: 'pass',
      actual: 6800,
      margin: 0.32,
      detail: '150 of 150 starts accepted. Peak of jobs queued or running: 150.',
    });
    expect(judge(7, accepted(50, 5001)).verdict).toBe('fail');
    expect(judge(9, accepted(200, 15_000)).verdict).toBe('pass');
  });

  it('are judged where the generator’s own error cannot turn the verdict, and only there', () => {
    expect(judge(7, accepted(50, 365, 265))).toMatchObject({
      verdict: 'pass',
      bounds: { low: 265, high: 365 },
    });
    expect(judge(7, accepted(50, 5100, 5001)).verdict).toBe('fail');
    const open = judge(7, accepted(50, 5100, 4900));
    expect(open.verdict).toBe('no-data');
    expect(open.reason?.replace(/\s/g, ' ')).toBe(
      'Not evaluated: the load generator’s own error leaves it between 4.90 s and 5.10 s. Use a dedicated machine.',
    );
  });

  it('fail where some were refused, or too few were active', () => {
    expect(judge(9, accepted(199, 100))).toMatchObject({
      verdict: 'fail',
      reason: 'Only 199 of 200 starts were accepted.',
    });
    expect(judge(1, { ...accepted(150, 500), peakActiveJobs: 99 }).reason).toBe(
      'Only 99 jobs were active at the same time.',
    );
  });
});

describe('the others', () => {
  const times = (samples: number, p95: number) => ({ job: () => ({ samples, p95, mean: p95 }) });

  it('2 compares trajectories under load with one at a time', () => {
    expect(judge(2, times(20, 850), times(500, 1425)).actual).toBeCloseTo(1.676, 3);
    expect(judge(2, times(20, 100), times(500, 201)).verdict).toBe('fail');
    expect(judge(2, times(19, 850), times(500, 1425)).reason).toBe(
      'Only 19 trajectories were measured; 20 are needed.',
    );
  });

  it('3 and 12 take the p95 of batches and of cancels', () => {
    expect(judge(3, times(50, 18_200))).toMatchObject({ verdict: 'pass', actual: 18_200 });
    expect(judge(12, times(100, 2001)).verdict).toBe('fail');
    expect(judge(12, { ...times(100, 20), orphans: 2 })).toMatchObject({
      verdict: 'fail',
      reason: '2 jobs may still be running.',
    });
  });

  it('4 counts what was written per second', () => {
    const name = 'training_trajectories_written_total';
    const target = (asked: string) => (asked === name ? [series(name, [0, 90, 285])] : []);
    expect(judge(4, { target })).toMatchObject({ verdict: 'pass', actual: 142.5 });
    expect(judge(4, {}).reason).toBe(`The target does not expose the metric ${name}.`);
  });

  it('5 needs a hundred calls', () => {
    expect(judge(5, { measured: measured(100, 0, 145) })).toMatchObject({ verdict: 'pass' });
    expect(judge(5, { measured: measured(99, 0, 145) })).toMatchObject({ verdict: 'no-data' });
  });

  it('6 takes the growth of memory until the thousandth trajectory', () => {
    const target = (name: string) =>
      name === 'process_resident_memory_bytes'
        ? [series(name, [100e6, 150e6, 473e6, 900e6])]
        : [series(name, [40, 500, 1040, 2000])];
    expect(judge(6, { target })).toMatchObject({ verdict: 'pass', actual: 373e6 });
    const few = (name: string) => [series(name, [0, 999])];
    expect(judge(6, { target: few }).reason).toBe('Only 999 of 1,000 trajectories were completed.');
  });

  it('8 and 10 take the share that failed', () => {
    expect(judge(8, { measured: measured(600, 6) })).toMatchObject({
      verdict: 'pass',
      actual: 0.01,
    });
    expect(judge(8, { measured: measured(600, 7) }).verdict).toBe('fail');
    const steady = Array.from({ length: 300 }, () => secondOf(10));
    expect(judge(10, { measured: measured(600, 0), seconds: () => steady }).verdict).toBe('pass');
  });

  it('10 fails by drift, though nothing failed', () => {
    const rising = Array.from({ length: 300 }, (_, index) => secondOf(10 + index / 50));
    const result = judge(10, { measured: measured(600, 0), seconds: () => rising });
    expect(result.verdict).toBe('fail');
    expect(result.reason).toMatch(/^Drift: p95 rose by 4\d\.\d.% over the run\.$/);
  });

  it('11 measures until p95 is back where it was', () => {
    const calm = Array.from({ length: 10 }, () => secondOf(20));
    const slow = Array.from({ length: 7 }, () => secondOf(400));
    const none = { ...secondOf(1, 0), response: [], service: [] };
    const status = [...calm, ...slow, ...calm];
    const start = status.map((_, index) => (index === 10 ? secondOf(30, 200) : none));
    const seconds = (endpoint?: string) => (endpoint === METHODS.start ? start : status);
    expect(judge(11, { seconds })).toMatchObject({ verdict: 'pass', actual: 7000 });
    const stuck = [...calm, ...slow, ...slow];
    const never = (endpoint?: string) => (endpoint === METHODS.start ? start : stuck);
    expect(judge(11, { seconds: never })).toMatchObject({
      verdict: 'fail',
      reason: 'p95 did not recover during the run.',
    });
  });
});
