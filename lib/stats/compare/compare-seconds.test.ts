import { describe, expect, it } from 'vitest';
import { Histogram } from '../histogram';
import { createRandom } from '../random';
import { autocovariances, blockLength } from './bootstrap';
import { changeVerdict, holm, minutesNeeded, overallChange } from './change-verdict';
import { type ComparedMetric, compareSeconds } from './compare-seconds';
import type { ComparedSecond } from './second-table';

function runOf(seed: number, seconds: number, factor = 1, failures = 0): ComparedSecond[] {
  const random = createRandom(seed);
  return Array.from({ length: seconds }, () => {
    const histogram = new Histogram();
    for (let index = 0; index < 50; index++)
      histogram.record(20_000 * factor * (1 + random() ** 4 * 3));
    return { requests: 50, failures, response: [histogram.encode()] };
  });
}

const changeOf = (metric: ComparedMetric, a: ComparedSecond[], b: ComparedSecond[]) => {
  const found = compareSeconds(a, b, { resamples: 300, level: 0.99 }).metrics.find(
    (one) => one.metric === metric,
  );
  if (found === undefined) throw new Error(metric);
  return found;
};

describe('compareSeconds', () => {
  it('finds a shift of a tenth at every percentile, within its interval', () => {
    for (const metric of ['p50', 'p90', 'p95', 'p99', 'mean'] as const) {
      const { change, low, high, p } = changeOf(metric, runOf(1, 120), runOf(2, 120, 1.1));
      expect(change).toBeCloseTo(0.1, 1);
      expect(low).toBeLessThan(0.1);
      expect(high).toBeGreaterThan(0.1);
      expect(low).toBeGreaterThan(0);
      expect(p).toBeLessThan(0.01);
    }
  });

  it('is the same every time, and turned round when the sides are', () => {
    const [a, b] = [runOf(1, 60), runOf(2, 60, 1.3)];
    expect(changeOf('p95', a, b)).toEqual(changeOf('p95', a, b));
    const [there, back] = [changeOf('p95', a, b).change ?? 0, changeOf('p95', b, a).change ?? 0];
    expect((1 + there) * (1 + back)).toBeCloseTo(1, 9);
  });

  it('takes failures as a difference of shares', () => {
    const { base, candidate, change } = changeOf('failureRate', runOf(1, 60), runOf(2, 60, 1, 5));
    expect([base, candidate, change]).toEqual([0, 0.1, 0.1]);
  });

  it('gives no interval for too few seconds, and nothing at all without requests', () => {
    const few = changeOf('p95', runOf(1, 9), runOf(2, 9));
    expect(few.change).toBeDefined();
    expect(few.low).toBeUndefined();
    const silent = [{ requests: 0, failures: 0, response: [] }];
    expect(changeOf('p95', silent, silent)).toEqual({ metric: 'p95' });
  });
});

it('does not take a ramp that both runs have for chance', () => {
  const ramp = (seed: number): ComparedSecond[] =>
    runOf(seed, 240).map((second, at) => ({ ...second, requests: 10 + at }));
  const { low = 0, high = 0 } = changeOf('requestsPerSecond', ramp(1), ramp(2));
  expect([low, high].map((share) => Math.abs(share) < 1e-9)).toEqual([true, true]);
  const short = changeOf('requestsPerSecond', ramp(1).slice(0, 15), ramp(2).slice(0, 15));
  expect(short.high).toBeGreaterThan(0.1);
});

describe('blockLength', () => {
  const ar = (rho: number, seed: number) => {
    const random = createRandom(seed);
    let value = 0;
    return Array.from({ length: 600 }, () => {
      value = rho * value + random() - 0.5;
      return value;
    });
  };

  it('is short for what does not depend on its past, and long for what does', () => {
    expect(blockLength(ar(0, 1)).length).toBeLessThan(6);
    expect(blockLength(ar(0.8, 1)).length).toBeGreaterThan(12);
    expect(blockLength(ar(0.8, 1)).correction).toBeGreaterThan(1);
    expect(blockLength([1, 1, 1, 1, 1, 1, 1, 1, 1])).toEqual({ length: 1, correction: 1 });
  });

  it('rests on autocovariances', () => {
    expect(autocovariances([1, 2, 3, 4], 2)).toEqual([1.25, 0.3125, -0.375]);
  });
});

describe('changeVerdict', () => {
  const change = (low: number, high: number) => ({
    metric: 'p95' as const,
    base: 1,
    candidate: 1,
    low,
    high,
    change: (low + high) / 2,
  });

  it.each([
    [-0.02, 0.03, 0.6, 'equivalent'],
    [0.01, 0.04, 0.001, 'equivalent'],
    [0.02, 0.2, 0.01, 'worse'],
    [-0.2, -0.02, 0.01, 'better'],
    [0.001, 0.2, 0.08, 'inconclusive'],
    [-0.1, 0.1, 0.9, 'inconclusive'],
  ] as const)('%d to %d with p %d is %s', (low, high, p, verdict) => {
    expect(changeVerdict(change(low, high), p)).toBe(verdict);
  });

  it('turns round for throughput, and has margins of one’s own', () => {
    expect(changeVerdict({ ...change(0.1, 0.2), metric: 'requestsPerSecond' }, 0)).toBe('better');
    expect(changeVerdict(change(0.1, 0.2), 0, { share: 0.25 })).toBe('equivalent');
    expect(changeVerdict({ metric: 'p95' }, 0)).toBe('inconclusive');
  });

  it('says how many more minutes it takes', () => {
    expect(minutesNeeded(change(-0.1, 0.1), 600)).toBe(30);
    expect(minutesNeeded(change(-0.02, 0.02), 600)).toBe(0);
  });

  it('puts several together', () => {
    expect(overallChange(['equivalent', 'worse', 'better'])).toBe('worse');
    expect(overallChange(['equivalent', 'better'])).toBe('better');
    expect(overallChange(['equivalent', 'inconclusive'])).toBe('inconclusive');
    expect(overallChange(['equivalent'])).toBe('equivalent');
    expect(overallChange([])).toBe('inconclusive');
  });
});

it('Holm’s correction multiplies by what is left, and never falls', () => {
  expect(holm([0.01, 0.04, undefined, 0.03])).toEqual([0.03, 0.06, undefined, 0.06]);
  expect(holm([0.9, 0.8])).toEqual([1, 1]);
});
