import { expect, it } from 'vitest';
import { criticalT, incompleteBeta, logGamma, twoSidedP } from './student-t';

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
