import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mannKendall } from './mann-kendall';
import { normalCdf } from './normal-cdf';

it('knows the normal distribution', () => {
  expect(normalCdf(0)).toBeCloseTo(0.5, 6);
  expect(normalCdf(1.959964)).toBeCloseTo(0.975, 6);
  expect(normalCdf(-1.644854)).toBeCloseTo(0.05, 6);
});

it('finds a steady rise and its slope', () => {
  const { p, slope } = mannKendall([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(slope).toBe(1);
  // S = 45, variance 125: z = 44 / 11.18.
  expect(p).toBeCloseTo(0.0000832, 6);
});

it('takes ties into account, and finds nothing in what does not change', () => {
  expect(mannKendall([5, 5, 5, 5])).toEqual({ p: 1, slope: 0 });
  expect(mannKendall([3])).toEqual({ p: 1, slope: undefined });
  // S = 5, variance (4·3·13 − 2·1·9) / 18 = 7.667: z = 4 / 2.769.
  expect(mannKendall([1, 2, 2, 3]).p).toBeCloseTo(0.1486, 3);
});

it('is not moved by one outlier, and says the same of a mirrored series', () => {
  const noisy = [10, 12, 9, 11, 500, 10, 12, 11, 9, 10, 11, 12];
  expect(mannKendall(noisy).p).toBeGreaterThan(0.3);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2 }), (values) => {
      const [up, down] = [mannKendall(values), mannKendall(values.map((value) => -value))];
      expect(down.p).toBeCloseTo(up.p, 12);
      expect(down.slope ?? 0).toBeCloseTo(-(up.slope ?? 0), 12);
    }),
    { seed: 7 },
  );
});
