import type { Page } from '@playwright/test';
import { nightlyCsv } from './seed/nightly';
import { expect, test } from './test';

const DAY = Date.parse('2026-11-20T08:00:00Z');

test('a user imports results, and sees what is wrong with a file', async ({
  page,
  browser,
  stack,
}) => {
  await page.goto('/runs/import');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('alert').getByText('Choose a file first.')).toBeVisible();

  const upload = (to: Page, name: string, text: string) =>
    to.getByLabel('File').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  // A page of its own: the browser logs the 400 itself as a console error.
  const other = await browser.newPage({ baseURL: stack.url });
  await other.goto('/runs/import');
  await upload(other, 'broken.csv', `${nightlyCsv(DAY, 100)}\nnow,status,5,ok`);
  await other.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(
    other.getByText('broken.csv, line 202: started_ms "now" is not a number.'),
  ).toBeVisible();
  await other.close();

  await upload(page, 'weekly.csv', nightlyCsv(DAY, 100));
  await page.getByLabel('Scenario').fill('Weekly');
  await page.getByLabel('Target').fill('Staging');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page).toHaveURL(/\/runs\/\d+$/);
  const number = Number(new URL(page.url()).pathname.split('/').at(-1));
  await expect(page.getByText('imported from CSV')).toBeVisible();
  await expect(page.getByText('measured by CSV, not by Plimsoll')).toBeVisible();
  await expect(page.getByText('200 sent', { exact: false }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run again' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /\.csv/ }).click();
  expect((await download).suggestedFilename()).toBe(`run-${number}.csv`);
});

test('a user answers a change in the trend, and compares the runs around it', async ({
  page,
  seeded,
}) => {
  const [before = 0, since = 0] = seeded.runs.nightly.slice(5, 7);
  await page.goto('/trends?scenario=Nightly');
  await expect(
    page.getByText(
      new RegExp(
        `^Response time p95 of Nightly on Staging has been about 1\\d\\d.ms since run ${since},`,
      ),
    ),
  ).toBeVisible();
  await expect(page.getByText('Not reviewed yet.', { exact: false })).toBeVisible();
  await expect(page.getByText(`first in run ${since}`)).toBeVisible();
  const row = page.getByRole('row', { name: `Response time p95 Run ${since}` });
  await row.getByLabel(`Note on run ${since}`).fill('a larger model');
  await row.getByRole('button', { name: 'Expected' }).click();
  await expect(row.getByText('a larger model')).toBeVisible();
  await expect(page.getByText('Reviewed: expected.', { exact: false })).toBeVisible();
  await row.getByRole('link', { name: `Run ${since}` }).click();
  await expect(page).toHaveURL(new RegExp(`/compare\\?runs=${before},${since}$`));
  await expect(page.getByText(`Run ${since} is worse than run ${before}`)).toBeVisible();
});
