import { describe, expect, it } from 'vitest';
import { quantileRanks, valuesNeeded } from './percentile-interval';
import { createRandom } from './random';

describe('quantileRanks', () => {
  // Conover, Practical Nonparametric Statistics: ten values, ranks 2 and 9, confidence 97.9 %.
  it.each([
    [10, 0.5, { low: 2, high: 9 }],
    [5, 0.5, undefined],
    [6, 0.5, { low: 1, high: 6 }],
    [16, 0.75, { low: 8, high: 16 }],
    [71, 0.95, undefined],
    [10_000, 0.95, { low: 9457, high: 9544 }],
  ])('of %d values for quantile %d', (n, q, ranks) => {
    expect(quantileRanks(n, q)).toEqual(ranks);
  });

  it('is nearly the same by either method where they meet', () => {
    const [exact, normal] = [quantileRanks(2000, 0.95), quantileRanks(2001, 0.95)];
    expect(Math.abs((exact?.low ?? 0) - (normal?.low ?? 0))).toBeLessThanOrEqual(2);
    expect(Math.abs((exact?.high ?? 0) - (normal?.high ?? 0))).toBeLessThanOrEqual(2);
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
    for (const q of [0.5, 0.9, 0.95, 0.99]) {
      expect(quantileRanks(valuesNeeded(q), q)).toBeDefined();
      expect(quantileRanks(valuesNeeded(q) - 1, q)).toBeUndefined();
    }
  });
});
