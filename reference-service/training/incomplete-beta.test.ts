import { expect, test } from 'vitest';
import { incompleteBeta, logGamma } from './statistics';

test('the logarithm of gamma is that of the factorials and of the root of pi', () => {
  expect(logGamma(1)).toBeCloseTo(0, 12);
  expect(logGamma(5)).toBeCloseTo(3.1780538303479458, 12); // ln 24
  expect(logGamma(0.5)).toBeCloseTo(0.5723649429247001, 12); // ln √π
});

test('the incomplete beta function has its exact values', () => {
  expect(incompleteBeta(0.5, 2, 3)).toBeCloseTo(0.6875, 12); // 11/16, a binomial tail
  expect(incompleteBeta(0.3, 1, 1)).toBeCloseTo(0.3, 12);
  expect(incompleteBeta(0.25, 0.5, 0.5)).toBeCloseTo(1 / 3, 12); // the arcsine law
  expect(incompleteBeta(0.9, 5, 1)).toBeCloseTo(0.59049, 12); // 0.9⁵
});

test('at the ends it is 0 and 1', () => {
  expect(incompleteBeta(0, 2, 3)).toBe(0);
  expect(incompleteBeta(1, 2, 3)).toBe(1);
});
