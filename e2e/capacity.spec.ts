import { expect, test } from './test';

test('a user starts a search for the safe load, sees it go on, and stops it', async ({ page }) => {
  test.setTimeout(150_000);
  await page.goto('/capacity');
  await page.getByRole('button', { name: 'Find the safe load' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Scenario').selectOption('Light');
  await dialog.getByLabel('Profile').selectOption('Stress');
  await dialog.getByLabel('From').fill('20');
  await dialog.getByLabel('To', { exact: true }).fill('10');
  await dialog.getByLabel('Max step duration').fill('10 s');
  await dialog.getByLabel('Warm-up').fill('1 s');
  await expect(dialog.getByText(/Up to 12 steps and 2.min 12.s/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Start search' }).click();
  await expect(dialog.getByText('Must be above the initial load, 20.')).toBeVisible();
  await dialog.getByLabel('To', { exact: true }).fill('40');
  await dialog.getByRole('button', { name: 'Start search' }).click();

  await expect(page).toHaveURL(/\/capacity\/searches\/\d+$/);
  await expect(page.getByText('Step 1: measuring 20 users.', { exact: false })).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByText(/Step 2: measuring|The safe load is above 20 users/)).toBeVisible({
    timeout: 60_000,
  });
  await page.getByRole('button', { name: 'Stop search' }).click();
  await page.getByRole('button', { name: 'Stop search' }).click();
  await expect(page.getByText('No safe load was found', { exact: false })).toBeVisible({
    timeout: 30_000,
  });
  const first = page.getByRole('region', { name: 'Steps' }).getByRole('row').nth(1);
  await expect(first).toContainText('20 users');
});

test('a user sees what the safe load rests on, and hands it on', async ({ page, seeded }) => {
  await page.goto(`/capacity/searches/${seeded.search}`);
  await expect(page.getByText('The safe load is higher', { exact: false })).toBeVisible();
  const steps = page.getByRole('region', { name: 'Steps' }).getByRole('row');
  await expect(steps).toHaveCount(4);
  await expect(steps.nth(1)).toContainText('20 users');
  await expect(steps.nth(1)).toContainText('Meets SLO');
  await steps.nth(3).getByRole('link').click();
  await expect(page.getByRole('link', { name: /Step of search \d+/ })).toBeVisible();

  await page.getByRole('link', { name: 'Capacity', exact: true }).click();
  await page.getByLabel('Workload').selectOption({ label: 'Burst (3 runs)' });
  // The next choice is made of the page that this one leads to.
  await expect(page.getByRole('region', { name: 'Measured load levels' })).toContainText(
    '40 users',
  );
  await expect(page).toHaveURL(/family=/);
  await page.getByLabel('Profile').selectOption('Stress');
  await expect(
    page.getByText('met Stress up to 40 users, the highest load measured', { exact: false }),
  ).toBeVisible();
  await expect(page.getByRole('region', { name: 'Measured load levels' })).toContainText(
    '40 users',
  );

  await page.getByRole('button', { name: 'Import' }).click();
  await page.getByRole('dialog').getByLabel('Data').fill('2026-11-20,30\nsoon,31');
  await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click();
  await expect(page.getByText('"soon" is not a date such as 2026-11-23.')).toBeVisible();
  await page.getByRole('dialog').getByLabel('Data').fill('2026-11-20,30\n2026-11-21,31');
  await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click();
  const latest = page.getByRole('list', { name: 'Latest observations' });
  await expect(latest.getByRole('listitem')).toHaveCount(2);
  await latest.getByRole('button', { name: 'Remove 2026-11-20' }).click();
  await expect(latest.getByRole('listitem')).toHaveCount(1);

  for (const [name, file] of [
    ['Prometheus alert rules', 'reference-service-alerts.yml'],
    ['Grafana dashboard', 'reference-service-dashboard.json'],
  ] as const) {
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name }).click();
    expect((await download).suggestedFilename()).toBe(file);
  }
});
