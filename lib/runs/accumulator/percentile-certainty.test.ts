import { expect, it } from 'vitest';
import { Histogram } from '@/lib/stats/histogram';
import { createRandom } from '@/lib/stats/random';
import { CertaintyTally } from './percentile-certainty';

/** Seconds of `perSecond` latencies each, and all of them together. */
function secondsOf(seconds: number, perSecond: number, latencyUs: (second: number) => number) {
  const all = new Histogram();
  const encoded = Array.from({ length: seconds }, (_, second) => {
    const histogram = new Histogram();
    for (let request = 0; request < perSecond; request++) histogram.record(latencyUs(second));
    all.add(histogram.encode());
    return [histogram.encode()];
  });
  return { all, encoded };
}

function certaintiesOf(all: Histogram, seconds: readonly Uint8Array[][]) {
  const tally = new CertaintyTally(all, seconds.length);
  for (const [second, windows] of seconds.entries())
    for (const window of windows) tally.add(second, window);
  return tally.certainties();
}

it('has an interval around each percentile that there are requests enough for', () => {
  const random = createRandom(1);
  const { all, encoded } = secondsOf(60, 100, () => 10_000 + random() * 1000);
  const { p50, p95, p99, p999 } = certaintiesOf(all, encoded);
  for (const [certainty, truth] of [
    [p50, 10.5],
    [p95, 10.95],
    [p99, 10.99],
  ] as const) {
    expect(certainty.requestsNeeded).toBe(0);
    expect(certainty.lowMs).toBeLessThan(truth);
    expect(certainty.highMs).toBeGreaterThan(truth);
    expect((certainty.highMs ?? 0) - (certainty.lowMs ?? 0)).toBeLessThan(0.1);
  }
  expect(p999.requestsNeeded === 0).toBe(p999.lowMs !== undefined);
});

it('says how many more requests a percentile needs', () => {
  const { all, encoded } = secondsOf(1, 20, () => 5000);
  const { p50, p95, p999 } = certaintiesOf(all, encoded);
  expect(p50).toEqual({ lowMs: 5, highMs: 5, requestsNeeded: 0 });
  expect(p95).toEqual({ requestsNeeded: 52 });
  expect(p999).toEqual({ requestsNeeded: 3668 });
});

it('is less sure of what comes in spells', () => {
  const random = createRandom(2);
  const mixed = secondsOf(300, 50, () => (random() < 0.5 ? 1000 : 100_000) * (1 + random()));
  const spells = secondsOf(
    300,
    50,
    (second) => (Math.floor(second / 30) % 2 === 0 ? 1000 : 100_000) * (1 + random()),
  );
  const width = ({ all, encoded }: typeof mixed) => {
    const { p90 } = certaintiesOf(all, encoded);
    return (p90.highMs ?? 0) - (p90.lowMs ?? 0);
  };
  expect(width(spells)).toBeGreaterThan(2 * width(mixed));
});

it('needs requests when there are none', () => {
  expect(certaintiesOf(new Histogram(), []).p50).toEqual({ requestsNeeded: 6 });
});
