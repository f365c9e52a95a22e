import { expect, test } from './test';

test('a user names, labels and notes a run, finds it by each, and deletes it', async ({
  page,
  seeded,
}) => {
  const number = seeded.runs.spare;
  await page.goto(`/runs/${number}`);
  await page.getByRole('button', { name: `Actions for run ${number}` }).click();
  await page.getByRole('menuitem', { name: 'Edit details' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Before the release');
  await dialog.getByLabel('Labels').fill('baseline, build 7');
  await dialog.getByLabel('Note').fill('The pool was still small.');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    `Run ${number} · Before the release`,
  );
  await expect(page.getByText('The pool was still small.')).toBeVisible();

  for (const words of ['Before the release', 'pool small', 'build 7', String(number)]) {
    await page.goto('/runs');
    await page.getByRole('searchbox', { name: 'Search runs' }).fill(words);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/search=/);
    await expect(page.getByText('Before the release').first()).toBeVisible();
  }
  await page.goto('/runs?search=nothing-is-called-this');
  await expect(page.getByText('No matching runs').first()).toBeVisible();

  await page.goto(`/runs/${number}`);
  await page.getByRole('button', { name: `Actions for run ${number}` }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByRole('alertdialog').or(page.getByRole('dialog'))).toContainText(
    'This cannot be undone.',
  );
  await page.getByRole('button', { name: `Delete run ${number}` }).click();
  await expect(page).toHaveURL(/\/runs$/);
  expect((await page.request.get(`/runs/${number}`)).status()).toBe(404);
});

test('history is sorted and filtered by the page’s address', async ({ page }) => {
  await page.goto('/runs?scenario=Moderate&status=finished&sort=requests&order=asc');
  await expect(page.getByRole('combobox', { name: 'Status' })).toHaveValue('finished');
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows.nth(1)).toContainText('Moderate');
  await expect(page.getByRole('columnheader', { name: /Requests/ })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
});
