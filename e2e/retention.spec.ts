import { expect, test } from './test';

test('what a retention takes is said before it can be saved; a run can be kept for ever', async ({
  page,
  seeded,
}) => {
  const number = seeded.runs.stopped;
  await page.goto(`/runs/${number}`);
  await page.getByRole('button', { name: `More for run ${number}` }).click();
  await page.getByRole('menuitem', { name: 'Keep for ever' }).click();
  await expect(page.getByText('kept for ever')).toBeVisible();

  await page.goto('/routine');
  const retention = page.getByRole('region', { name: 'Retention' });
  await expect(retention).toContainText('kept whole');
  const save = retention.getByRole('button', { name: 'Save retention' });
  await expect(save).toBeDisabled();
  await retention.getByLabel('Keep charts and metrics, days').fill('3650');
  // Runs that other tests imported may be old: of these nothing is to be taken.
  await expect(retention.getByText('Must not be shorter than that of samples.')).toBeVisible();
  await expect(save).toBeDisabled();
  await retention.getByLabel('Keep single requests, days').fill('3650');
  await expect(retention.getByText('This takes nothing today.')).toBeVisible();
  await save.click();
  await expect(retention.getByText('Nothing is to be removed today.')).toBeVisible();
  await page.reload();
  await expect(retention.getByLabel('Keep single requests, days')).toHaveValue('3650');
});
