import { expect, test } from './test';

test('an ended run says what limited it, and takes notes on its time axis', async ({
  page,
  seeded,
}) => {
  await page.goto(`/runs/${seeded.runs.overloaded}`);
  await expect(page.getByRole('region', { name: 'Bottlenecks' })).toBeVisible();
  await page.goto(`/runs/${seeded.runs.light}`);
  await expect(page.getByText(/^No bottlenecks found/)).toBeVisible();

  await page.getByRole('button', { name: 'Add annotation' }).click();
  const dialog = page.getByRole('dialog', { name: /^Add annotation to run/ });
  await dialog.getByRole('combobox', { name: 'Type' }).selectOption('Deploy');
  await dialog.getByRole('textbox', { name: 'Time' }).fill('5:00');
  await dialog.getByRole('textbox', { name: 'Text' }).fill('build 1.4');
  await dialog.getByRole('button', { name: 'Add annotation' }).click();
  await expect(dialog.getByText(/^Must be within the run/)).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Time' }).fill('0:05');
  await dialog.getByRole('button', { name: 'Add annotation' }).click();

  const marks = page.getByRole('list', { name: 'Annotations' });
  await expect(marks).toContainText('At 00:05: Deploy: build 1.4');
  const throughput = page.getByRole('figure', { name: /^Throughput/ });
  await expect(throughput.locator('svg').getByText('Deploy: build 1.4')).toBeVisible();
  await page.getByRole('button', { name: 'Delete annotation at 00:05' }).click();
  await expect(throughput.locator('svg').getByText('Deploy: build 1.4')).toBeHidden();
});
