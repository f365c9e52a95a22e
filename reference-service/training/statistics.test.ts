import { expect, test } from 'vitest';
import { incompleteBeta, logGamma, twoSidedP, welchTest } from './statistics';

test("Student's sleep data, as R's documentation has it: t -1.8608, 17.776 degrees, p 0.07939", () => {
  const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
  const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
  const result = welchTest(first, second);
  expect(result?.t).toBeCloseTo(-1.8608, 4);
  expect(result?.degreesOfFreedom).toBeCloseTo(17.776, 3);
  expect(result?.pValue).toBeCloseTo(0.07939, 5);
});

test("the printed tables' critical values have p 0.05 and 0.01", () => {
  expect(twoSidedP(12.7062, 1)).toBeCloseTo(0.05, 6);
  expect(twoSidedP(2.228139, 10)).toBeCloseTo(0.05, 6);
  expect(twoSidedP(2.749996, 30)).toBeCloseTo(0.01, 6);
});

test('equal means have p 1', () => {
  expect(welchTest([1, 2, 3], [3, 2, 1])?.pValue).toBe(1);
});

test('samples that are too small, or do not vary, have no answer', () => {
  expect(welchTest([1], [1, 2])).toBeUndefined();
  expect(welchTest([1, 1], [2, 2])).toBeUndefined();
});

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
