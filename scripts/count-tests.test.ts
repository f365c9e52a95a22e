import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { countPlaywright, countVitest } from './count-tests.mjs';

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
