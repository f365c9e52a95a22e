import { expect, it } from 'vitest';
import { Histogram } from '@/lib/stats/histogram';
import { reportOf } from '@/lib/testing/report-of';
import type { MeasuredSecond } from '@/lib/verdict/objective-evidence';
import { createStepWatch, isWatchable } from './step-watch';

/** A second of `requests`, of which so many took `slowMs`, the others 20 ms. */
function second(requests: number, slow = 0, slowMs = 500, failures = 0): () => MeasuredSecond {
  const histogram = new Histogram();
  histogram.recordMany(20_000, requests - slow);
  histogram.recordMany(slowMs * 1000, slow);
  const encoded = [histogram.encode()];
  const counts = { requests, failures, locustFailures: failures };
  return () => ({ ...counts, response: encoded, service: encoded });
}

const P95 = { metric: 'p95', max: 200 } as const;
const FAILED = { metric: 'failureRate', max: 0.01 } as const;

it('breaks within seconds when a quarter of the requests is too slow, and names the objective', () => {
  const watch = createStepWatch([FAILED, P95], { settleMs: 2000, stepMs: 30_000 });
  expect(watch.add(0, 5, second(100, 100))).toBeUndefined();
  expect(watch.add(1, 5, second(100, 100))).toBeUndefined();
  expect(watch.add(2, 5, second(100, 25))).toBeUndefined();
  expect(watch.add(3, 5, second(100, 25))).toBeUndefined();
  expect(watch.add(4, 5, second(100, 25))).toEqual({ holds: false, broke: [1] });
});

it('holds at the earliest after eight counted seconds', () => {
  const watch = createStepWatch([P95], { settleMs: 0, stepMs: 30_000 });
  for (let at = 0; at < 7; at++) expect(watch.add(at, 5, second(100))).toBeUndefined();
  expect(watch.add(7, 5, second(100))).toEqual({ holds: true, broke: [] });
});

it('does not hold while what waits grows, however fast the answers are', () => {
  const watch = createStepWatch([P95], { settleMs: 0, stepMs: 30_000 });
  for (let at = 0; at < 20; at++) expect(watch.add(at, 5 + at, second(100))).toBeUndefined();
});

it('leaves limits on jobs and averages to the end, and what is not critical aside', () => {
  const mean = { metric: 'mean', max: 100 } as const;
  const watch = createStepWatch([P95, mean], { settleMs: 0, stepMs: 30_000 });
  for (let at = 0; at < 20; at++) expect(watch.add(at, 5, second(100))).toBeUndefined();
  expect(isWatchable(mean)).toBe(false);
  const calm = createStepWatch([P95, { ...FAILED, critical: false }], {
    settleMs: 0,
    stepMs: 30_000,
  });
  for (let at = 0; at < 7; at++) expect(calm.add(at, 5, second(100, 0, 0, 50))).toBeUndefined();
  expect(calm.add(7, 5, second(100, 0, 0, 50))).toEqual({ holds: true, broke: [] });
});

it('counts seconds where the objective does', () => {
  const perSecond = { metric: 'p95', max: 200, over: 'seconds', share: 0.9 } as const;
  const watch = createStepWatch([perSecond], { settleMs: 0, stepMs: 30_000 });
  let decided: unknown;
  for (let at = 0; at < 30 && decided === undefined; at++)
    decided = watch.add(at, 5, second(100, 50));
  expect(decided).toEqual({ holds: false, broke: [0] });
});

it('is not sure of what the load generator may have made slow itself', () => {
  const { windows } = reportOf(
    0,
    Array.from({ length: 100 }, () => ({ serviceUs: 500_000, errorUs: 400_000 })),
  );
  const late: MeasuredSecond = {
    requests: 100,
    failures: 0,
    locustFailures: 0,
    response: [],
    service: [],
    windows,
  };
  const [whole, seconds] = [P95, { ...P95, over: 'seconds', share: 0.5 } as const].map(
    (objective) => createStepWatch([objective], { settleMs: 0, stepMs: 30_000 }),
  );
  for (let at = 0; at < 30; at++) {
    expect(whole?.add(at, 5, () => late)).toBeUndefined();
    expect(seconds?.add(at, 5, () => late)).toBeUndefined();
  }
});
