import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advantagesOf, normaliseRewards } from './group-scores';

const rewards = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), {
  minLength: 1,
  maxLength: 32,
});

test('rewards 2, 4, 4, 4, 5, 5, 7, 9 (mean 5, population deviation 2) normalise to halves', () => {
  expect(normaliseRewards([2, 4, 4, 4, 5, 5, 7, 9])).toEqual([-1.5, -0.5, -0.5, -0.5, 0, 0, 1, 2]);
});

test('equal rewards normalise to zeros', () => {
  expect(normaliseRewards([0.3, 0.1 + 0.2, 0.3])).toEqual([0, 0, 0]);
});

test('a group of one normalises to zero', () => {
  expect(normaliseRewards([1.08])).toEqual([0]);
});

test('returns 1, 0, 0, 1 have advantages of a half each way', () => {
  expect(advantagesOf([1, 0, 0, 1])).toEqual([0.5, -0.5, -0.5, 0.5]);
});

test('normalised rewards have mean 0 and population deviation 1, or are all zero', () => {
  fc.assert(
    fc.property(rewards, (group) => {
      const normalised = normaliseRewards(group);
      if (normalised.every((value) => value === 0)) return;
      const mean = normalised.reduce((sum, value) => sum + value, 0) / group.length;
      const variance =
        normalised.reduce((sum, value) => sum + (value - mean) ** 2, 0) / group.length;
      expect(mean).toBeCloseTo(0, 3);
      expect(variance).toBeCloseTo(1, 3);
    }),
  );
});

test('advantages of any group sum to zero and keep its order', () => {
  fc.assert(
    fc.property(rewards, (group) => {
      const advantages = advantagesOf(group);
      expect(advantages.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 9);
      for (const [index, value] of group.entries())
        if (value > (group[0] ?? 0) + 1e-9)
          expect(advantages[index]).toBeGreaterThan(advantages[0] ?? 0);
    }),
  );
});
