import { describe, expect, it } from 'vitest';
import { Histogram } from './histogram';
import { percentileInterval, quantileRanks, valuesNeeded } from './intervals';
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
