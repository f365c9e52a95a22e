import { expect, test } from './test';

test('what a retention takes is said before it can be saved; a run can be kept for ever', async ({
  page,
  seeded,
}) => {
  const number = seeded.runs.stopped;
  await page.goto(`/runs/${number}`);
  await page.getByRole('button', { name: `Actions for run ${number}` }).click();
  await page.getByRole('menuitem', { name: 'Pin (exclude from retention)' }).click();
  await expect(page.getByText('pinned')).toBeVisible();

  await page.goto('/automation');
  const retention = page.getByRole('region', { name: 'Retention' });
  await expect(retention).toContainText('excluded from retention');
  const save = retention.getByRole('button', { name: 'Save retention' });
  await expect(save).toBeDisabled();
  await retention.getByLabel('Keep charts and metrics (days)').fill('3650');
  // Runs that other tests imported may be old: of these nothing is to be taken.
  await expect(
    retention.getByText('Must not be shorter than the retention of requests.'),
  ).toBeVisible();
  await expect(save).toBeDisabled();
  await retention.getByLabel('Keep samples (days)').fill('3650');
  await expect(retention.getByText('Nothing would be deleted now.')).toBeVisible();
  await save.click();
  await expect(retention.getByText('Nothing to delete now.')).toBeVisible();
  await page.reload();
  await expect(retention.getByLabel('Keep samples (days)')).toHaveValue('3650');
});
