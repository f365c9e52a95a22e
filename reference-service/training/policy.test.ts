import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stepKinds } from './environment';
import { basePolicy, gradientStep, hasConverged, policyLoss, probabilityAt, rowOf } from './policy';

const choice = (logProbability: number, row = 0, column = 0) => ({ row, column, logProbability });

test('log p of -0.5 and -1 under an advantage of 0.4 lose 0.3 on average', () => {
  const loss = policyLoss([{ advantage: 0.4, choices: [choice(-0.5), choice(-1)] }]);
  expect(loss).toBeCloseTo(0.3, 12);
});

test('a term over 1 counts as 1', () => {
  expect(policyLoss([{ advantage: 2, choices: [choice(-3), choice(-0.25)] }])).toBe(0.75);
});

test('trajectories without a positive advantage do not count', () => {
  const scored = [
    { advantage: -1, choices: [choice(-2)] },
    { advantage: 0, choices: [choice(-2)] },
    { advantage: 1, choices: [choice(-0.5)] },
  ];
  expect(policyLoss(scored)).toBe(0.5);
});

test('a batch without a positive advantage has no loss, rather than none', () => {
  expect(policyLoss([{ advantage: -1, choices: [choice(-2)] }])).toBeUndefined();
  expect(policyLoss([])).toBeUndefined();
});

test('the loss of any batch lies between 0 and 1', () => {
  const scored = fc.record({
    advantage: fc.double({ min: -3, max: 3, noNaN: true }),
    choices: fc.array(
      fc.double({ min: -9, max: 0, noNaN: true }).map((p) => choice(p)),
      {
        minLength: 1,
      },
    ),
  });
  fc.assert(
    fc.property(fc.array(scored), (batch) => {
      const loss = policyLoss(batch) ?? 0;
      expect(loss).toBeGreaterThanOrEqual(0);
      expect(loss).toBeLessThanOrEqual(1);
    }),
  );
});

test('a step down the gradient makes the rewarded step likelier, and the row still sums to 1', () => {
  const policy = basePolicy();
  const row = rowOf('plan', 0);
  const column = stepKinds.indexOf('think');
  const before = probabilityAt(policy, row, column);
  const choices = [choice(Math.log(before), row, column)];
  const after = gradientStep(policy, [{ advantage: 0.5, choices }], 1);
  expect(before).toBeCloseTo(0.55, 12);
  // Up by 0.5 · 0.45 for the step, down by 0.5 · 0.09 for the five others, so of odds 55 : 9 now
  // 55 · e^0.225 / (55 · e^0.225 + 45 · e^-0.045) = 68.878 / 111.898.
  expect(probabilityAt(after, row, column)).toBeCloseTo(0.61554, 5);
  const sum = stepKinds.reduce((total, _, index) => total + probabilityAt(after, row, index), 0);
  expect(sum).toBeCloseTo(1, 12);
});

test('a clipped term moves nothing', () => {
  const policy = basePolicy();
  const after = gradientStep(policy, [{ advantage: 2, choices: [choice(-3)] }], 1);
  expect(after.logits).toEqual(policy.logits);
});

test('the highest learning rate leaves every probability a number', () => {
  const policy = basePolicy();
  const after = gradientStep(policy, [{ advantage: 0.9, choices: [choice(-0.5, 3, 2)] }], 30_000);
  expect(after.probabilities.every((p) => p >= 0 && p <= 1)).toBe(true);
});

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
