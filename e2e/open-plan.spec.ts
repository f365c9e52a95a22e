import { expectStatus, requestsSent } from './start-scenario';
import { expect, test } from './test';

const OPEN = {
  name: 'Short spike',
  load: {
    model: 'open',
    arrivals: 'constant',
    stages: [
      { durationMs: 2000, ratePerSecond: 10 },
      { durationMs: 2000, ratePerSecond: 60 },
      { durationMs: 1000, ratePerSecond: 10 },
    ],
    maxInFlight: 500,
    overload: 'drop',
  },
  generators: 2,
};

test('a user writes an open plan, is told what is wrong with it, and runs it by two generators', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.goto('/scenarios/new');
  await page.getByRole('link', { name: 'JSON' }).click();
  const plan = page.getByRole('textbox', { name: 'Plan' });
  await plan.fill(JSON.stringify({ ...OPEN, load: { ...OPEN.load, overload: 'hope' } }));
  await expect(page.getByText('load.overload')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add scenario' })).toBeDisabled();
  await plan.fill(JSON.stringify(OPEN, null, 2));
  await page.getByRole('button', { name: 'Add scenario' }).click();

  await expect(page.getByRole('heading', { name: 'Short spike' }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Run “Short spike”' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Run “Short spike”' }).click();
  await expect(page).toHaveURL(/\/runs\/\d+$/);
  await expectStatus(page, 'Finished', 60_000);

  // 20 + 120 + 10 arrivals, and what could not be asked for want of a job.
  const sent = await requestsSent(page);
  expect(sent).toBeGreaterThan(110);
  expect(sent).toBeLessThanOrEqual(150);
  const throughput = page.getByRole('figure', { name: /^Throughput/ });
  await expect(throughput.locator('svg').getByText('scheduled')).toBeVisible();
  await expect(page.getByText('Dropped', { exact: true }).first()).toBeVisible();
});

test('a user makes a plan of a curl command', async ({ page }) => {
  await page.goto('/scenarios/new?as=import');
  await page
    .getByLabel('Requests')
    .fill(
      "curl -X POST 'http://127.0.0.1:9/api/jobs?limit=5' -H 'accept: application/json' --json '{\"n\":1}'",
    );
  await page.getByRole('button', { name: 'Import' }).click();
  const plan = page.getByRole('textbox', { name: 'Plan' });
  await expect(plan).toHaveValue(/"path": "\/api\/jobs\?limit=5"/);
  await page.getByRole('button', { name: 'Add scenario' }).click();
  await expect(page).toHaveURL(/\/scenarios(\/\d+)?$/);
});
