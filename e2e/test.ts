import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { templateFolder } from './make-templates';
import type { Seeded } from './seed/stories';
import { type Stack, startStack } from './start-stack';

/** Playwright's test with the real stack behind it; a console error in the browser fails the test. */
export const test = base.extend<
  { noConsoleErrors: undefined; noFaultsLeft: undefined },
  { data: 'seeded' | 'empty'; stack: Stack; seeded: Seeded }
>({
  data: ['seeded', { option: true, scope: 'worker' }],
  seeded: [
    async ({ browserName: _anyBrowser }, use) => {
      const file = join(templateFolder('seeded'), 'seeded.json');
      await use(JSON.parse(readFileSync(file, 'utf8')) as Seeded);
    },
    { scope: 'worker' },
  ],
  stack: [
    async ({ data }, use) => {
      const stack = await startStack(data);
      await use(stack);
      await stack.stop();
    },
    { scope: 'worker', timeout: 150_000 },
  ],
  baseURL: async ({ stack }, use) => use(stack.url),
  noConsoleErrors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(`${message.text()} ${message.location().url}`);
      });
      page.on('pageerror', (error) => errors.push(String(error)));
      await use(undefined);
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
  noFaultsLeft: [
    async ({ stack }, use) => {
      await use(undefined);
      // The next test of this worker has the same reference service.
      await fetch(`${stack.referenceUrl}/api/v1/faults`, { method: 'DELETE' });
    },
    { auto: true },
  ],
});

export { expect };
