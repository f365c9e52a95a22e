import { expect, test } from 'vitest';
import { discountedReturn, stepReward, trajectoryReward } from './rewards';

test('a tool or action step earns 0.09, a verify or check step 0.04, any other costs 0.01', () => {
  expect(stepReward('tool')).toBeCloseTo(0.09, 12);
  expect(stepReward('action')).toBeCloseTo(0.09, 12);
  expect(stepReward('verify')).toBeCloseTo(0.04, 12);
  expect(stepReward('check')).toBeCloseTo(0.04, 12);
  expect(stepReward('think')).toBe(-0.01);
  expect(stepReward('answer')).toBe(-0.01);
});

test('tool, verify, answer earns 1.12 when it succeeds and 0.12 when it does not', () => {
  expect(trajectoryReward(['tool', 'verify', 'answer'], true)).toBeCloseTo(1.12, 12);
  expect(trajectoryReward(['tool', 'verify', 'answer'], false)).toBeCloseTo(0.12, 12);
});

test('a trajectory without steps earns nothing', () => {
  expect(trajectoryReward([], false)).toBe(0);
});

test('rewards 1, 2, 4 discounted by a half return 3', () => {
  expect(discountedReturn([1, 2, 4], 0.5)).toBe(3);
});

test('gamma 0 returns the first reward alone, gamma 1 their sum', () => {
  expect(discountedReturn([1, 2, 4], 0)).toBe(1);
  expect(discountedReturn([1, 2, 4], 1)).toBe(7);
});
