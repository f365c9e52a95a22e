import { expectStatus, startScenario } from './start-scenario';
import { expect, test } from './test';

test('a user sees what the target told of itself, and chooses what is shown', async ({ page }) => {
  test.setTimeout(120_000);
  await startScenario(page, 'Light', { users: 10, duration: '4s' });
  const section = page.getByRole('region', { name: 'Target metrics' });
  const active = section.getByRole('figure', { name: /^training_jobs_active, / });
  await expect(active.locator('svg.recharts-surface').first()).toBeVisible({ timeout: 30_000 });
  await expectStatus(page, 'Finished', 60_000);
  await expect(
    section.getByRole('figure', { name: 'process_resident_memory_bytes, bytes' }),
  ).toBeVisible();
  await expect(section.getByText('Some metrics could not be read')).toHaveCount(0);

  await section.getByRole('button', { name: 'Choose metrics' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox', { name: 'Filter' }).fill('rpc_requests');
  await dialog.getByRole('checkbox', { name: 'rpc_requests_total' }).check();
  await dialog.getByRole('searchbox', { name: 'Filter' }).fill('training_jobs_active');
  await dialog.getByRole('checkbox', { name: 'training_jobs_active' }).uncheck();
  await dialog.getByRole('button', { name: /^Show \d+ metrics$/ }).click();
  await expect(dialog).toHaveCount(0);
  const chosen = section.getByRole('figure', { name: 'rpc_requests_total, per second' });
  await expect(chosen.locator('svg.recharts-surface').first()).toBeVisible();
  await expect(active).toHaveCount(0);

  // The choice is the target's: it is there again for whoever comes next.
  await page.reload();
  await expect(chosen).toBeVisible();
  await section.getByRole('button', { name: 'Choose metrics' }).click();
  await dialog.getByRole('button', { name: 'Reset to default' }).click();
  await expect(active).toBeVisible();
  await expect(chosen).toHaveCount(0);
});

test('a run on a target without a metrics address says so and links to the target', async ({
  page,
  seeded,
}) => {
  await page.goto(`/runs/${seeded.runs.failed}`);
  await expect(
    page.getByText('No metrics URL is configured for this target', { exact: false }),
  ).toBeVisible();
  await page.getByRole('link', { name: 'Add one' }).click();
  await expect(page).toHaveURL(/\/targets\/\d+$/);
});
