import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mannKendall, normalCdf, theilSen } from './drift';
import { createRandom } from './random';

const at = (values: readonly number[]) => values.map((y, x) => ({ x, y }));

it('needs seven points', () => {
  expect(theilSen(at([1, 2, 3, 4, 5, 6]))).toBeUndefined();
});

it('finds the line of points on a line, for sure', () => {
  const drift = theilSen(at([3, 5, 7, 9, 11, 13, 15, 17, 19, 21]));
  expect(drift).toMatchObject({ slope: 2, low: 2, high: 2, intercept: 3 });
  expect(drift?.p).toBeLessThan(0.0002);
});

it('gives the slope of Sen’s own example', () => {
  const y = [9, 15, 19, 20, 45, 55, 78];
  const points = [1, 2, 3, 4, 10, 12, 18].map((x, i) => ({ x, y: y[i] ?? 0 }));
  const drift = theilSen(points);
  expect(drift?.slope).toBe(4);
  expect(drift?.low).toBeCloseTo(3.667, 2);
  expect(drift?.high).toBeCloseTo(5, 2);
});

function walk(seed: number, slope: number, likeness: number): number[] {
  const random = createRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  let rest = 0;
  return Array.from({ length: 60 }, (_, x) => {
    rest = likeness * rest + normal();
    return 100 + slope * x + rest;
  });
}

it.each([0, 0.4])('holds the true slope in 19 of 20 series, likeness %s', (likeness) => {
  let held = 0;
  const trials = 400;
  for (let seed = 1; seed <= trials; seed++) {
    const { low = 1, high = 0 } = theilSen(at(walk(seed, 0.05, likeness))) ?? {};
    if (low <= 0.05 && 0.05 <= high) held += 1;
  }
  expect(held / trials).toBeGreaterThan(0.9);
  expect(held / trials).toBeLessThan(0.99);
});

it('sees no drift in nineteen of twenty series without one, though they are alike in time', () => {
  let seen = 0;
  const trials = 400;
  for (let seed = 1; seed <= trials; seed++)
    if ((theilSen(at(walk(seed, 0, 0.4)))?.p ?? 1) < 0.05) seen += 1;
  expect(seen / trials).toBeLessThan(0.1);
});

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
