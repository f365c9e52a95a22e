import { expect, it } from 'vitest';
import { Histogram } from './histogram';
import { emptyOutcomeCounts, type OutcomeCounts } from './outcome';
import { WindowTally } from './window-tally';
import type { WindowRecord } from './windows';

/** A window of these counts, whose requests took these microseconds; they left 100 µs late. */
function windowOf(counts: Partial<OutcomeCounts>, serviceUs: number[], endpoint = 0): WindowRecord {
  const [response, service] = [new Histogram(), new Histogram()];
  for (const us of serviceUs) {
    response.record(us + 100);
    service.record(us);
  }
  return {
    second: 0,
    endpoint,
    counts: Object.assign(emptyOutcomeCounts(), counts),
    locustFailures: counts.httpError ?? 0,
    response: response.encode(),
    service: service.encode(),
  };
}

it('has no failure rate and no percentile before the first request', () => {
  const tally = new WindowTally();
  expect([tally.requests, tally.failures, tally.failureRate]).toEqual([0, 0, undefined]);
  expect(tally.response.quantile(0.95)).toBeUndefined();
  tally.add(windowOf({ dropped: 3 }, []));
  expect([tally.requests, tally.failureRate, tally.counts.dropped]).toEqual([0, undefined, 3]);
});

it('adds counts up, and takes percentiles of all requests together', () => {
  const tally = WindowTally.of([
    windowOf({ ok: 99, dropped: 1 }, new Array<number>(99).fill(1000)),
    windowOf({ httpError: 1, aborted: 1 }, [50_000], 1),
  ]);
  expect([tally.requests, tally.failures, tally.locustFailures]).toEqual([101, 1, 1]);
  expect(tally.failureRate).toBeCloseTo(1 / 101);
  // The windows' own p95 are 1 ms and 50 ms: of all requests together it is the first.
  expect((tally.service.quantile(0.95) ?? 0) / 1000).toBeCloseTo(1, 1);
  expect((tally.response.quantile(0.95) ?? 0) / 1000).toBeCloseTo(1.1, 1);
  expect(tally.service.max).toBe(50_000);
});

it('becomes one window, which adds up to the same and does not change with the tally', () => {
  const tally = WindowTally.of([windowOf({ ok: 2 }, [10, 20]), windowOf({ timeout: 1 }, [30])]);
  const window = tally.window(7, 2);
  tally.add(windowOf({ ok: 5 }, [1, 2, 3, 4, 5]));
  expect(window).toEqual({
    second: 7,
    endpoint: 2,
    counts: Object.assign(emptyOutcomeCounts(), { ok: 2, timeout: 1 }),
    locustFailures: 0,
    response: windowOf({}, [10, 20, 30]).response,
    service: windowOf({}, [10, 20, 30]).service,
  });
  expect(WindowTally.of([window]).requests).toBe(3);
});
