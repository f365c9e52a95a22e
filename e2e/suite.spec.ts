import type { Page } from '@playwright/test';
import { expect, test } from './test';

test('a user runs one benchmark alone, follows it, and finds its evidence and its history', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.goto('/suites');
  await page.getByRole('checkbox', { name: 'Quick mode' }).check();
  await page.getByRole('button', { name: 'Run Concurrent requests' }).click();
  await expect(page).toHaveURL(/\/suites\/\d+$/);
  const id = suiteOf(page);
  await expect(page.getByRole('progressbar', { name: `Progress of suite ${id}` })).toBeVisible();
  await expectEnd(page, 'Finished');

  await expect(page.getByText('quick, scaled down')).toBeVisible();
  const row = page.getByRole('row', { name: 'Concurrent requests' });
  await expect(row).toContainText('at most 5.00\u202fs');
  await expect(row).toContainText('50 of 50 starts accepted.');
  await expect(row).toContainText(/Pass|No data/);
  await expect(row).toContainText('3.2\u202fs');
  await expect(page.getByRole('row', { name: 'Spike' })).toHaveCount(0);

  await row.getByRole('link', { name: /^Run \d+$/ }).click();
  await expect(page).toHaveURL(/\/runs\/\d+$/, { timeout: 20_000 });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Benchmark 7');
  await page.getByRole('link', { name: `Benchmark run of suite ${id}` }).click();
  await expect(page).toHaveURL(new RegExp(`/suites/${id}$`));

  await page.goto('/runs');
  await expect(page.getByRole('link', { name: `Benchmark run of suite ${id}` })).toBeVisible();
  await page.goto('/suites');
  const history = page.getByRole('region', { name: 'All suites' });
  const line = history.getByRole('row', { name: `Suite ${id}` });
  await expect(line).toContainText('Benchmark 7');
  await expect(line).toContainText('Reference service');
  await expect(page.getByRole('row', { name: 'Concurrent requests' })).toContainText(
    new RegExp(`\\bin suite ${id} \\(quick\\)`, 'i'),
  );
  await line.getByRole('link', { name: `Suite ${id}` }).click();
  await expect(page).toHaveURL(new RegExp(`/suites/${id}$`));
});

test('a benchmark without the metric it needs has no data, and names the metric', async ({
  page,
  seeded,
}) => {
  await page.goto(`/suites/${seeded.suiteWithoutMetrics}`);
  await expectEnd(page, 'Finished');
  const row = page.getByRole('row', { name: 'Database writes' });
  await expect(row).toContainText('No data');
  await expect(row).toContainText(
    'The target does not expose the metric training_trajectories_written_total.',
  );
  await expect(page.getByText(/^Database writes has no data on Retired/)).toBeVisible();
});

test('a whole suite shows every verdict with its evidence', async ({ page, seeded }) => {
  await page.goto(`/suites/${seeded.suite}`);
  await expectEnd(page, 'Finished');
  await expect(page.getByRole('row', { name: 'Concurrent jobs' })).toContainText('Pass');
  await expect(page.getByRole('row', { name: 'Database writes' })).toContainText('Fail');
  await expect(page.getByRole('row', { name: 'Memory' })).toContainText('No data');
  await expect(page.getByRole('row', { name: 'Cancellation' })).toContainText('jobs cancelled');
});

test('a user starts the whole suite on a new target with one click, and stops it', async ({
  page,
  stack,
}) => {
  test.setTimeout(120_000);
  await page.goto('/targets/new');
  await page.getByLabel('Name').fill('Staging');
  await page.getByLabel('JSON-RPC URL').fill(`${stack.referenceUrl}/api/v1/jsonrpc`);
  await page.getByRole('button', { name: 'Add target' }).click();
  await expect(page.getByRole('heading', { name: 'Staging' })).toBeVisible();
  await page.goto('/suites');
  await page.getByLabel('Target').selectOption('Staging');
  await expect(page.getByText('No suite results for Staging yet')).toBeVisible();
  const chosen = page.url();
  await page.getByRole('button', { name: 'Run suite' }).click();
  await expect(page).toHaveURL(/\/suites\/\d+$/);
  const id = suiteOf(page);
  await expect(page.getByText('Benchmark 1, Concurrent jobs')).toBeVisible({ timeout: 30_000 });
  const watch = page.getByRole('link', { name: /^Watch run \d+$/ });
  await expect(watch).toBeVisible({ timeout: 30_000 });

  await page.goto(chosen);
  await expect(page.getByRole('link', { name: `Suite ${id} is running` })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Quick run' })).toBeDisabled();
  await page.getByRole('link', { name: `Suite ${id} is running` }).click();

  await page.getByRole('button', { name: 'Stop suite' }).click();
  const confirm = page.getByRole('alertdialog', { name: `Stop suite ${id}?` });
  await confirm.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Stop suite' }).click();
  await confirm.getByRole('button', { name: 'Stop suite' }).click();
  await expectEnd(page, 'Stopped');
  await expect(page.getByRole('row', { name: 'Cancellation' })).toContainText('Not run');
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible();
});

function suiteOf(page: Page): number {
  return Number(new URL(page.url()).pathname.split('/').at(-1));
}

async function expectEnd(page: Page, status: string) {
  await expect(page.getByRole('status')).toHaveText(new RegExp(`: ${status}\\.$`), {
    timeout: 90_000,
  });
}
