import { expect, it } from 'vitest';
import {
  criticalT,
  incompleteBeta,
  type Level,
  logGamma,
  pooledP,
  twoSidedP,
  welchP,
} from './student-t';

it('knows gamma and the incomplete beta function', () => {
  expect(logGamma(5)).toBeCloseTo(Math.log(24), 12);
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
  expect(incompleteBeta(0.3, 1, 1)).toBeCloseTo(0.3, 12);
  // I_0.4(2, 3) = 1 − Σ_{k<2} C(4, k) 0.4^k 0.6^(4−k).
  expect(incompleteBeta(0.4, 2, 3)).toBeCloseTo(0.5248, 12);
});

it('knows Student’s distribution as tables have it', () => {
  expect(criticalT(0.05, 1)).toBeCloseTo(12.7062, 4);
  expect(criticalT(0.05, 10)).toBeCloseTo(2.2281, 4);
  expect(criticalT(0.01, 30)).toBeCloseTo(2.75, 4);
  expect(criticalT(0.05, 1e6)).toBeCloseTo(1.96, 4);
  expect(twoSidedP(2.2281, 10)).toBeCloseTo(0.05, 5);
  expect(twoSidedP(0, 4)).toBeCloseTo(1, 12);
});

it('parts means by their variances, each its own or of both', () => {
  // Of 1, 2, 3, 4, 5 and of 3, 4, 5, 6, 9.
  const [a, b]: [Level, Level] = [
    { count: 5, mean: 3, squares: 10 },
    { count: 5, mean: 5.4, squares: 21.2 },
  ];
  // By hand: t = 2.4 / √(2.5/5 + 5.3/5) = 1.9215, with 7.087 degrees of freedom, and with 8.
  expect(welchP(a, b)).toBeCloseTo(0.0956, 4);
  expect(pooledP(a, b)).toBeCloseTo(0.0909, 4);
  const [same, more] = [
    { count: 3, mean: 2, squares: 0 },
    { count: 3, mean: 3, squares: 0 },
  ];
  expect([welchP(same, same), pooledP(same, same)]).toEqual([1, 1]);
  expect([welchP(same, more), pooledP(same, more)]).toEqual([0, 0]);
  const one = { count: 1, mean: 2, squares: 0 };
  expect([welchP(one, more), pooledP(one, one)]).toEqual([1, 1]);
});

it('sees fewer values that differ where the noise of both sides is one', () => {
  const [many, few] = [
    { count: 30, mean: 100, squares: 29 },
    { count: 3, mean: 106, squares: 2 },
  ];
  expect(pooledP(many, few)).toBeLessThan(1e-9);
  expect(welchP(many, few)).toBeGreaterThan(0.001);
});
