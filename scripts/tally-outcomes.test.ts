import { expect, test } from 'vitest';
import type { Outcome } from './run-tasks.mjs';
import { tallyOutcomes } from './tally-outcomes.mjs';

const passed = (value?: unknown): Outcome => ({ status: 'passed', value, idle: false });
const failed = (count?: { passed: number; failed: number }): Outcome => ({
  status: 'failed',
  error: Object.assign(new Error('no'), { count }),
});

function tally(outcomes: Record<string, Outcome>) {
  return tallyOutcomes(new Map(Object.entries(outcomes)), ['types', 'build']);
}

test('a check counts one, a test run its tests, preparation nothing', () => {
  const outcomes = {
    packages: passed(),
    types: passed('what the command printed'),
    build: passed(),
    unit: passed({ passed: 40, failed: 0 }),
  };
  expect(tally(outcomes)).toEqual({ passed: 42, failed: 0 });
});

test('a test run that failed counts what it says', () => {
  expect(tally({ unit: failed({ passed: 39, failed: 2 }) })).toEqual({ passed: 39, failed: 2 });
});

test('a run that failed with every test passed is still one failure', () => {
  expect(tally({ unit: failed({ passed: 40, failed: 0 }) })).toEqual({ passed: 40, failed: 1 });
});

test('what broke without a count, and what could not be run, are one failure each', () => {
  const outcomes = { build: failed(), e2e: { status: 'not-run', because: 'build' } as Outcome };
  expect(tally(outcomes)).toEqual({ passed: 0, failed: 2 });
});
