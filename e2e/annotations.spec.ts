import { expect, test } from './test';

test('an ended run says what limited it, and takes notes on its time axis', async ({
  page,
  seeded,
}) => {
  await page.goto(`/runs/${seeded.runs.overloaded}`);
  await expect(page.getByRole('region', { name: 'What limited it' })).toBeVisible();
  await page.goto(`/runs/${seeded.runs.light}`);
  await expect(page.getByText(/^Nothing that limits the service/)).toBeVisible();

  await page.getByRole('button', { name: 'Add a mark' }).click();
  const dialog = page.getByRole('dialog', { name: /^Add a mark to run/ });
  await dialog.getByRole('combobox', { name: 'Kind' }).selectOption('Deploy');
  await dialog.getByRole('textbox', { name: 'Time' }).fill('5:00');
  await dialog.getByRole('textbox', { name: 'Text' }).fill('build 1.4');
  await dialog.getByRole('button', { name: 'Add mark' }).click();
  await expect(dialog.getByText(/^Must be within the run/)).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Time' }).fill('0:05');
  await dialog.getByRole('button', { name: 'Add mark' }).click();

  const marks = page.getByRole('list', { name: 'Marks' });
  await expect(marks).toContainText('At 00:05: Deploy: build 1.4');
  const throughput = page.getByRole('figure', { name: /^Throughput/ });
  await expect(throughput.locator('svg').getByText('Deploy: build 1.4')).toBeVisible();
  await page.getByRole('button', { name: 'Delete the mark at 00:05' }).click();
  await expect(throughput.locator('svg').getByText('Deploy: build 1.4')).toBeHidden();
});
