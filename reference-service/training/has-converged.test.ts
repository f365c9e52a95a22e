import { expect, test } from 'vitest';
import { hasConverged } from './has-converged';

test('nine equal losses are too few to have converged, ten are enough', () => {
  expect(hasConverged(Array<number>(9).fill(0.5))).toBe(false);
  expect(hasConverged(Array<number>(10).fill(0.5))).toBe(true);
});

test('losses that swing by 0.11 about their mean (variance 0.0121) have not converged', () => {
  expect(hasConverged([0.39, 0.61, 0.39, 0.61, 0.39, 0.61, 0.39, 0.61, 0.39, 0.61])).toBe(false);
});

test('losses that swing by 0.09 about their mean (variance 0.0081) have converged', () => {
  expect(hasConverged([0.41, 0.59, 0.41, 0.59, 0.41, 0.59, 0.41, 0.59, 0.41, 0.59])).toBe(true);
});

test('only the last ten losses count', () => {
  expect(hasConverged([9, -9, 9, ...Array<number>(10).fill(0.2)])).toBe(true);
});
