import { describe, expect, it } from 'vitest';
import { Histogram } from './histogram';
import {
  effectiveCount,
  percentileInterval,
  quantileRanks,
  requestsNeeded,
  valuesNeeded,
  wilsonInterval,
} from './intervals';
import { createRandom } from './random';

describe('quantileRanks', () => {
  // Conover, Practical Nonparametric Statistics: ten values, ranks 2 and 9, confidence 97.9 %.
  it.each([
    [10, 0.5, { low: 2, high: 9 }],
    [5, 0.5, undefined],
    [6, 0.5, { low: 1, high: 6 }],
    [16, 0.75, { low: 8, high: 16 }],
    [71, 0.95, undefined],
    // From here on: SciPy's binom.cdf.
    [100, 0.5, { low: 40, high: 61 }],
    [10, 0.1, undefined],
    [50, 0.1, { low: 1, high: 10 }],
    [3687, 0.999, undefined],
    [3688, 0.999, { low: 3680, high: 3688 }],
    [5000, 0.999, { low: 4990, high: 5000 }],
    [10_000, 0.95, { low: 9457, high: 9543 }],
    [10_000, 0.99, { low: 9880, high: 9920 }],
    [1_000_000, 0.999, { low: 998_938, high: 999_062 }],
  ])('of %d values for quantile %d', (n, q, ranks) => {
    expect(quantileRanks(n, q)).toEqual(ranks);
  });

  it('is exact to 199,999 values for p99, and from 200,001 on at most a rank wider', () => {
    expect(quantileRanks(199_999, 0.99)).toEqual({ low: 197_911, high: 198_087 });
    // Exactly it would be 197,913 and 198,089.
    expect(quantileRanks(200_001, 0.99)).toEqual({ low: 197_913, high: 198_090 });
  });

  it.each([
    ['exponential', (u: number) => -Math.log(1 - u), (q: number) => -Math.log(1 - q)],
    ['bimodal', (u: number) => (u < 0.9 ? u : 50 + u), (q: number) => (q < 0.9 ? q : 50 + q)],
  ])('covers the truth about 95 times of 100: %s', (_name, draw, truth) => {
    const random = createRandom(42);
    for (const [n, q] of [
      [200, 0.95],
      [1000, 0.99],
      [300, 0.5],
    ] as const) {
      let covered = 0;
      const ranks = quantileRanks(n, q);
      for (let trial = 0; trial < 1000; trial++) {
        const values = Float64Array.from({ length: n }, () => draw(random())).sort();
        const low = values[(ranks?.low ?? 0) - 1] ?? Number.NaN;
        const high = values[(ranks?.high ?? 0) - 1] ?? Number.NaN;
        if (low <= truth(q) && truth(q) <= high) covered += 1;
      }
      expect(covered / 1000).toBeGreaterThan(0.93);
      expect(covered / 1000).toBeLessThan(0.985);
    }
  });
});

describe('valuesNeeded', () => {
  it('is where the largest value is beyond the quantile for sure enough', () => {
    expect([0.5, 0.9, 0.95, 0.99, 0.999].map(valuesNeeded)).toEqual([6, 36, 72, 368, 3688]);
  });

  it('is just enough for an interval', () => {
    for (const q of [0.5, 0.9, 0.95, 0.99, 0.999]) {
      expect(quantileRanks(valuesNeeded(q), q)).toBeDefined();
      expect(quantileRanks(valuesNeeded(q) - 1, q)).toBeUndefined();
    }
  });
});

describe('percentileInterval', () => {
  const upTo = (count: number) => {
    const histogram = new Histogram();
    for (let value = 1; value <= count; value++) histogram.record(value);
    return histogram;
  };

  it('of ten values for the median is the second and the ninth', () => {
    expect(percentileInterval(upTo(10), 0.5)).toEqual({ lowUs: 2, highUs: 9 });
  });

  it('of a thousand that tell as much as ten is as far out as that of ten', () => {
    expect(percentileInterval(upTo(1000), 0.5, 10)).toEqual({ lowUs: 200, highUs: 900 });
  });

  it('takes the very ranks, however many values there are', () => {
    for (let count = 6; count <= 2000; count++) {
      const ranks = quantileRanks(count, 0.5);
      const interval = percentileInterval(upTo(count), 0.5);
      expect(interval).toEqual({ lowUs: ranks?.low, highUs: ranks?.high });
    }
  });

  it('is none of too few values, of too few that tell anything, or of nothing', () => {
    expect(percentileInterval(upTo(71), 0.95)).toBeUndefined();
    expect(percentileInterval(upTo(1000), 0.95, 71)).toBeUndefined();
    expect(percentileInterval(new Histogram(), 0.5)).toBeUndefined();
  });

  it('covers the truth about 95 times of 100', () => {
    const random = createRandom(4);
    let covered = 0;
    for (let trial = 0; trial < 400; trial++) {
      const histogram = new Histogram();
      for (let at = 0; at < 1000; at++) histogram.record(-100_000 * Math.log(1 - random()));
      const interval = percentileInterval(histogram, 0.95);
      const truthUs = -100_000 * Math.log(0.05);
      if (interval && interval.lowUs <= truthUs && truthUs <= interval.highUs) covered += 1;
    }
    expect(covered / 400).toBeGreaterThan(0.93);
    expect(covered / 400).toBeLessThan(0.975);
  });
});

/** Seconds of 100 values; the share above goes up and down with `level`. */
function seconds(length: number, level: (second: number) => number, seed = 1) {
  const random = createRandom(seed);
  return Array.from({ length }, (_, second) => {
    let above = 0;
    for (let value = 0; value < 100; value++) if (random() < level(second)) above += 1;
    return { count: 100, above };
  });
}

describe('effectiveCount', () => {
  it('is nearly all of independent values', () => {
    const counts = [1, 2, 3, 4, 5].map((seed) => effectiveCount(seconds(600, () => 0.05, seed)));
    for (const count of counts) {
      expect(count).toBeLessThanOrEqual(60_000);
      expect(count).toBeGreaterThan(30_000);
    }
  });

  it('is far fewer when slow spells last many seconds', () => {
    const spells = seconds(600, (second) => (Math.floor(second / 40) % 2 === 0 ? 0.01 : 0.09));
    expect(effectiveCount(spells)).toBeLessThan(6000);
  });

  it('is all there are when there are too few seconds to tell, or nothing varies', () => {
    expect(effectiveCount(seconds(5, () => 0.05))).toBe(500);
    expect(effectiveCount([])).toBe(0);
    expect(effectiveCount(seconds(60, () => 0))).toBe(6000);
  });

  it('takes the exact number of a case worked out by hand', () => {
    // Eight seconds of ten: shares 0.5 ± 0.3; variance 8·9/80²·8/7, by chance 0.25/80.
    const by = [8, 2, 8, 2, 8, 2, 8, 2].map((above) => ({ count: 10, above }));
    expect(effectiveCount(by)).toBe(Math.floor(80 / (((72 / 6400) * (8 / 7)) / (0.25 / 80))));
  });
});

it('a p99 of nothing needs 368 requests, of 300 needs 68 more, of 368 none', () => {
  expect([0, 300, 367, 368, 100_000].map((count) => requestsNeeded(0.99, count))).toEqual([
    368, 68, 1, 0, 0,
  ]);
});

it('requests that are alike count for less: of ten times as many, ten times as many more', () => {
  expect(requestsNeeded(0.99, 3000, 300)).toBe(680);
  expect(requestsNeeded(0.99, 5000, 400)).toBe(0);
  expect(requestsNeeded(0.95, 50, 0)).toBe(3600);
});

it('none are needed exactly where there is an interval, and fewer never', () => {
  for (const q of [0.5, 0.9, 0.95, 0.99, 0.999])
    for (let n = 0; n <= 8000; n += 1)
      if ((requestsNeeded(q, n) === 0) !== (quantileRanks(n, q) !== undefined))
        expect.fail(`${n} values of quantile ${q}`);
});

it('is Wilson’s, as published for 10 of 100', () => {
  const { low = 0, high = 0 } = wilsonInterval(10, 100) ?? {};
  expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.0552', '0.1744']);
});

it('reaches above none of many, and has nothing to say of nothing', () => {
  expect(wilsonInterval(0, 1000)?.low).toBe(0);
  expect(wilsonInterval(0, 1000)?.high).toBeCloseTo(0.003827, 6);
  expect(wilsonInterval(5, 5)?.high).toBe(1);
  expect(wilsonInterval(0, 0)).toBeUndefined();
});
