import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Outcome } from '../tasks.mjs';
import { countPlaywright, countVitest, tallyOutcomes } from './run-checks.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-count-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function report(content: object) {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

test('a test file that vitest could not load is one failure', () => {
  const file = report({
    numPassedTests: 12,
    numFailedTests: 1,
    testResults: [
      { status: 'failed', assertionResults: [{ status: 'failed' }] },
      { status: 'failed', assertionResults: [] },
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
    ],
  });
  expect(countVitest(file)).toEqual({ passed: 12, failed: 2 });
});

test('a Playwright test that passed on a second try has passed', () => {
  const stats = { expected: 5, flaky: 1, unexpected: 2, skipped: 1 };
  expect(countPlaywright(report({ stats, errors: [] }))).toEqual({ passed: 6, failed: 2 });
});

test('an error outside any Playwright test is a failure', () => {
  const stats = { expected: 0, flaky: 0, unexpected: 0, skipped: 0 };
  const errors = [{ message: 'No tests found' }];
  expect(countPlaywright(report({ stats, errors }))).toEqual({ passed: 0, failed: 1 });
});

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
