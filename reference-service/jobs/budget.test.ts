import { expect, test } from 'vitest';
import { BudgetLedger, BudgetReachedError, projectedCostUsd } from './budget';
import type { GrpoConfig } from './job';

function spend(ledger: BudgetLedger, steps: number): void {
  for (let step = 0; step < steps; step++) ledger.charge();
}

test('exactly the budget may be spent, and not one step more', () => {
  const ledger = new BudgetLedger(0.03, 0.0001);
  spend(ledger, 300);
  expect(ledger.spentUsd).toBe(0.03);
  expect(() => ledger.charge()).toThrow(BudgetReachedError);
  expect(ledger.spentUsd).toBe(0.03);
});

test('a warning is kept at 75 % and another at 90 %', () => {
  const ledger = new BudgetLedger(1, 0.01);
  spend(ledger, 74);
  expect(ledger.warnings).toEqual([]);
  spend(ledger, 1);
  expect(ledger.warnings).toEqual(['75 % of the budget of 1 USD is spent.']);
  spend(ledger, 25);
  expect(ledger.warnings).toEqual([
    '75 % of the budget of 1 USD is spent.',
    '90 % of the budget of 1 USD is spent.',
  ]);
});

test('10,571 steps at 0.0001 USD cost 1.0571 USD to the digit', () => {
  const ledger = new BudgetLedger(10, 0.0001);
  spend(ledger, 10_571);
  expect(ledger.spentUsd).toBe(1.0571);
});

test('steps that cost nothing never reach a budget of 0', () => {
  const ledger = new BudgetLedger(0, 0);
  spend(ledger, 1000);
  expect(ledger.warnings).toEqual([]);
});

const config: GrpoConfig = {
  n_iterations: 50,
  batch_size: 16,
  n_trajectories_per_query: 4,
  learning_rate: 1e-4,
  max_budget_usd: 5,
  checkpoint_interval: 5,
  max_steps_per_trajectory: 20,
  gamma: 0.99,
};

test('50 iterations of 16 queries and 4 trajectories at 4.2 steps of 0.0001 USD cost 1.344 USD', () => {
  expect(projectedCostUsd(config, 0.0001)).toBeCloseTo(1.344, 12);
});

test('trajectories of two steps at most are not projected to take four', () => {
  expect(projectedCostUsd({ ...config, max_steps_per_trajectory: 2 }, 0.0001)).toBeCloseTo(
    0.64,
    12,
  );
});
