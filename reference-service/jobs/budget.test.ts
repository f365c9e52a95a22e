import { expect, test } from 'vitest';
import { BudgetLedger, BudgetReachedError } from './budget';

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
