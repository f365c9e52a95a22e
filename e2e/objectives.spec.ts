import { expectStatus, startScenario } from './start-scenario';
import { expect, test } from './test';

test('a user writes objectives, and a run is judged by them when it ends', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto('/profiles');
  await expect(page.getByText('Response time p95 at most 200')).toBeVisible();
  await page.getByRole('link', { name: 'New profile' }).click();

  const first = page.getByRole('group', { name: 'Objective 1' });
  await first.getByRole('spinbutton', { name: 'Limit' }).fill('');
  await page.getByRole('button', { name: 'Add profile' }).click();
  await expect(page.getByText('Must not be empty.')).toBeVisible();
  await page.getByLabel('Name').fill('Impossible');
  await first.getByRole('spinbutton', { name: 'Limit' }).fill('0.001');
  await page.getByRole('button', { name: 'Add an objective' }).click();
  const second = page.getByRole('group', { name: 'Objective 2' });
  await second.getByLabel('What is measured').selectOption('failureRate');
  await second.getByRole('spinbutton', { name: 'Limit' }).fill('100');
  await expect(second.getByText('Failed requests at most 100')).toBeVisible();
  await page.getByRole('button', { name: 'Add profile' }).click();
  await expect(page.getByRole('heading', { name: 'Impossible' })).toBeVisible();

  const number = await startScenario(page, 'light', { users: 10, duration: '6s' });
  await expectStatus(page, 'Finished', 60_000);
  const objectives = page.getByRole('region', { name: 'Objectives' });
  await expect(objectives).toBeVisible({ timeout: 15_000 });
  await expect(objectives.getByText(/Moderate \(version 1\)/)).toBeVisible();

  await objectives
    .getByRole('combobox', { name: 'Judge again by a profile' })
    .selectOption({ label: 'Impossible' });
  await expect(objectives.getByText(/Impossible \(version 1\)/)).toBeVisible({ timeout: 15_000 });
  const latency = objectives.getByRole('row', { name: /Response time p95/ });
  // On a machine too busy to be believed nothing fails and nothing passes.
  await expect(latency.getByText(/^(Fail|No data)$/)).toBeVisible();

  await page.goto('/runs');
  await expect(
    page
      .getByRole('row')
      .filter({ has: page.getByRole('link', { name: `${number} Light`, exact: true }) })
      .getByText(/^(Fail|No data)$/),
  ).toBeVisible();
});
