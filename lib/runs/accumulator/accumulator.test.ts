import { describe, expect, it } from 'vitest';
import { reportOf, type TestSample } from '@/lib/testing/report-of';
import { bucketMsFor, RunAccumulator } from './accumulator';

function accumulate(
  bucketMs: number,
  seconds: TestSample[][],
  skipped: Record<string, number> = {},
) {
  const accumulator = new RunAccumulator(bucketMs);
  for (const [second, samples] of seconds.entries()) {
    const { tick, windows, endpoints } = reportOf(second, samples, { skipped });
    accumulator.addSecond(tick, windows, endpoints);
  }
  return accumulator;
}

describe('bucketMsFor', () => {
  it('is a second for up to five minutes, and never makes more than 300 buckets', () => {
    expect(bucketMsFor(30_000)).toBe(1000);
    expect(bucketMsFor(300_000)).toBe(1000);
    expect(bucketMsFor(300_001)).toBe(2000);
    expect(bucketMsFor(1_200_000)).toBe(4000);
  });
});

describe('RunAccumulator', () => {
  it('has no rate, no failure rate and no percentile before the first second', () => {
    const empty = new RunAccumulator(1000);
    expect(empty.totals(0)).toEqual({
      requests: 0,
      failures: 0,
      failureRate: undefined,
      locustFailures: 0,
      requestsPerSecond: undefined,
      dropped: 0,
      skipped: 0,
    });
    expect(empty.latencies().response).toEqual({ samples: 0 });
    expect(empty.points()).toEqual([]);
  });

  it('takes percentiles of merged histograms, not averages of percentiles', () => {
    const fast = Array.from({ length: 99 }, () => ({ serviceUs: 1000 }));
    const { response } = accumulate(1000, [fast, [{ serviceUs: 500_000 }]]).latencies();
    expect(response.p95Ms).toBe(1);
    expect(response.p999Ms).toBe(500);
    expect(response.samples).toBe(100);
    expect(response.meanMs).toBe(5.99);
  });

  it('keeps response and service time apart', () => {
    const { response, service } = accumulate(1000, [
      [{ serviceUs: 2000, sendDelayUs: 1500 }],
    ]).latencies();
    expect([response.p50Ms, service.p50Ms]).toEqual([3.5, 2]);
  });

  it('counts aborted requests as requests but not as failures, and gives them no latency', () => {
    const run = accumulate(1000, [
      [
        { serviceUs: 1000 },
        { serviceUs: 9000, outcome: 'aborted' },
        { serviceUs: 200, outcome: 'networkError' },
        { serviceUs: 3000, outcome: 'rpcError' },
      ],
    ]);
    expect(run.totals(2000)).toMatchObject({
      requests: 4,
      failures: 2,
      failureRate: 0.5,
      requestsPerSecond: 2,
    });
    expect(run.latencies().response.samples).toBe(2);
  });

  it('draws the warm-up, but counts only what comes after it', () => {
    const run = new RunAccumulator(1000, 1500);
    for (let second = 0; second < 4; second++) {
      const { tick, windows, endpoints } = reportOf(second, [{ serviceUs: 1000 * (4 - second) }]);
      run.addSecond(tick, windows, endpoints);
    }
    expect(run.points().map(({ p50Ms }) => p50Ms)).toEqual([4, 3, 2, 1]);
    expect(run.totals(4000)).toMatchObject({ requests: 2, requestsPerSecond: 1 });
    expect(run.endpoints(4000)[0]).toMatchObject({ requests: 2, requestsPerSecond: 1 });
    expect(run.latencies().response.maxMs).toBe(2);
  });

  it('puts the seconds of one bucket together', () => {
    const run = accumulate(2000, [
      [{ serviceUs: 1000 }, { serviceUs: 1000 }],
      [],
      [{ serviceUs: 4000, outcome: 'httpError' }],
    ]);
    expect(run.points()).toMatchObject([
      { atMs: 0, users: 3, requestsPerSecond: 1, failureRate: 0, p50Ms: 1 },
      { atMs: 2000, requestsPerSecond: 1, failureRate: 1, p50Ms: 4 },
    ]);
  });

  it('leaves a gap, not a zero, where a second had no request', () => {
    const [point] = accumulate(1000, [[]]).points();
    expect(point).toMatchObject({ requestsPerSecond: 0 });
    expect([point?.p95Ms, point?.failureRate]).toEqual([undefined, undefined]);
  });

  it('lists endpoints by name, with those that were only ever skipped', () => {
    const run = accumulate(1000, [[{ serviceUs: 1000, endpoint: 1 }]], { 'training.cancel': 2 });
    expect(
      run.endpoints(1000).map(({ name, requests, skipped }) => [name, requests, skipped]),
    ).toEqual([
      ['b', 1, 0],
      ['training.cancel', 0, 2],
    ]);
    expect(run.totals(1000).skipped).toBe(2);
  });

  it('tells which points a second has made or changed', () => {
    const run = accumulate(2000, [[], [], [], []]);
    expect(run.pointsSince(3).map((point) => point.atMs)).toEqual([2000]);
    expect(run.pointsSince(0).map((point) => point.atMs)).toEqual([0, 2000]);
  });
});
