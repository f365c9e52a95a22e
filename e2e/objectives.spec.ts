import { expect, test } from './test';

test('a user writes objectives, and judges a run by them', async ({ page, seeded }) => {
  await page.goto('/profiles');
  await expect(page.getByText('Response time p95 at most 200')).toBeVisible();
  await page.getByRole('link', { name: 'New profile' }).click();

  const first = page.getByRole('group', { name: 'Objective 1' });
  await first.getByRole('spinbutton', { name: 'Limit' }).fill('');
  await page.getByRole('button', { name: 'Add profile' }).click();
  await expect(page.getByText('Required')).toBeVisible();
  await page.getByLabel('Name').fill('Impossible');
  await first.getByRole('spinbutton', { name: 'Limit' }).fill('0.001');
  await page.getByRole('button', { name: 'Add objective' }).click();
  const second = page.getByRole('group', { name: 'Objective 2' });
  await second.getByLabel('Metric').selectOption('failureRate');
  await second.getByRole('spinbutton', { name: 'Limit' }).fill('100');
  await expect(second.getByText('Error rate at most 100')).toBeVisible();
  await page.getByRole('button', { name: 'Add profile' }).click();
  await expect(page.getByRole('heading', { name: 'Impossible' })).toBeVisible();

  const number = seeded.runs.lightAgain;
  await page.goto(`/runs/${number}`);
  const objectives = page.getByRole('region', { name: 'Objectives' });
  await expect(objectives).toBeVisible();
  await expect(objectives.getByText(/Moderate \(version 1\)/)).toBeVisible();

  await objectives
    .getByRole('combobox', { name: 'Re-evaluate against a profile' })
    .selectOption({ label: 'Impossible' });
  await expect(objectives.getByText(/Impossible \(version 1\)/)).toBeVisible();
  const latency = objectives.getByRole('row', { name: /Response time p95/ });
  await expect(latency.getByText('Fail', { exact: true })).toBeVisible();

  await page.goto('/runs?scenario=Light');
  await expect(
    page
      .getByRole('row')
      .filter({ has: page.getByRole('link', { name: `${number} Light`, exact: true }) })
      .getByText('Fail', { exact: true }),
  ).toBeVisible();
});
