import { defineConfig } from '@playwright/test';
import { findChromium } from './lib/reports/find-chromium.mjs';

const executablePath = await findChromium();
const isRoot = process.getuid?.() === 0;

const ALONE = /@alone/;

/** The tests start their own processes (e2e/start-stack.ts), on free ports and data folders of their own. */
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/make-templates.ts',
  // A stack a worker; their runs are light and mostly wait, so two fit on two cores.
  workers: 2,
  // What must be believed of a run that was just measured has the machine to itself.
  projects: [
    { name: 'together', grepInvert: ALONE },
    { name: 'alone', grep: ALONE, workers: 1, dependencies: ['together'] },
  ],
  timeout: 120_000,
  // A busy machine draws late, and is no fault of the page's.
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    // Recording every test takes a tenth of their time: `npx playwright test --trace on` when one fails.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: [
        ...(isRoot ? ['--no-sandbox'] : []),
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
