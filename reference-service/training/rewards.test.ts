import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  discountedReturn,
  groupAdvantages,
  normaliseRewards,
  stepReward,
  stepRewards,
} from './rewards';
import { sum } from './statistics';

test('a tool or action step earns 0.09, a verify or check step 0.04, any other costs 0.01', () => {
  expect(stepReward('tool')).toBeCloseTo(0.09, 12);
  expect(stepReward('action')).toBeCloseTo(0.09, 12);
  expect(stepReward('verify')).toBeCloseTo(0.04, 12);
  expect(stepReward('check')).toBeCloseTo(0.04, 12);
  expect(stepReward('think')).toBe(-0.01);
  expect(stepReward('answer')).toBe(-0.01);
});

test('tool, verify, answer earns 1.12 when it succeeds and 0.12 when it does not', () => {
  expect(sum(stepRewards(['tool', 'verify', 'answer'], true))).toBeCloseTo(1.12, 12);
  expect(sum(stepRewards(['tool', 'verify', 'answer'], false))).toBeCloseTo(0.12, 12);
});

test('a trajectory without steps earns nothing', () => {
  expect(sum(stepRewards([], false))).toBe(0);
});

test('rewards 1, 2, 4 discounted by a half return 3', () => {
  expect(discountedReturn([1, 2, 4], 0.5)).toBe(3);
});

test('gamma 0 returns the first reward alone, gamma 1 their sum', () => {
  expect(discountedReturn([1, 2, 4], 0)).toBe(1);
  expect(discountedReturn([1, 2, 4], 1)).toBe(7);
});

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
  expect(groupAdvantages([1, 0, 0, 1])).toEqual([0.5, -0.5, -0.5, 0.5]);
});

test('normalised rewards have mean 0 and population deviation 1, or are all zero', () => {
  fc.assert(
    fc.property(rewards, (group) => {
      const normalised = normaliseRewards(group);
      if (normalised.every((value) => value === 0)) return;
      const mean = normalised.reduce((total, value) => total + value, 0) / group.length;
      const variance =
        normalised.reduce((total, value) => total + (value - mean) ** 2, 0) / group.length;
      expect(mean).toBeCloseTo(0, 3);
      expect(variance).toBeCloseTo(1, 3);
    }),
  );
});

test('advantages of any group sum to zero and keep its order', () => {
  fc.assert(
    fc.property(rewards, (group) => {
      const advantages = groupAdvantages(group);
      expect(advantages.reduce((total, value) => total + value, 0)).toBeCloseTo(0, 9);
      for (const [index, value] of group.entries())
        if (value > (group[0] ?? 0) + 1e-9)
          expect(advantages[index]).toBeGreaterThan(advantages[0] ?? 0);
    }),
  );
});
