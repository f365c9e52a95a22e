import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { plimsoll } from './plimsoll';
import { expect, test } from './test';

const DAY = Date.parse('2026-11-20T08:00:00Z');
const HEAD = 'started_ms,endpoint,latency_ms,outcome';

/** A nightly's results: 200 requests over 20 s, around so many ms. */
function nightly(night: number, ms: number): string {
  const rows = Array.from(
    { length: 200 },
    (_, index) => `${DAY + night * 86_400_000 + index * 100},status,${ms + (index % 10)},ok`,
  );
  return [HEAD, ...rows].join('\n');
}

test('a user imports results, sees what is wrong with a file, and answers a change in the trend', async ({
  page,
  browser,
  stack,
}) => {
  test.setTimeout(180_000);
  await page.goto('/runs/import');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('alert').getByText('Choose a file first.')).toBeVisible();

  const upload = (to: Page, name: string, text: string) =>
    to.getByLabel('File').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  // A page of its own: the browser logs the 400 itself as a console error.
  const other = await browser.newPage({ baseURL: stack.url });
  await other.goto('/runs/import');
  await upload(other, 'broken.csv', `${nightly(0, 100)}\nnow,status,5,ok`);
  await other.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(
    other.getByText('broken.csv, line 202: started_ms "now" is no number.'),
  ).toBeVisible();
  await other.close();

  await upload(page, 'nightly.csv', nightly(0, 100));
  await page.getByLabel('Scenario').fill('Nightly');
  await page.getByLabel('Target').fill('Staging');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page).toHaveURL(/\/runs\/\d+$/);
  // Other tests may have made runs before; the slow nights begin with the sixth after this one.
  const first = Number(new URL(page.url()).pathname.split('/').at(-1));
  const [before, since] = [first + 5, first + 6];
  await expect(page.getByText('imported from CSV')).toBeVisible();
  await expect(page.getByText('these are CSV’s figures, not Plimsoll’s')).toBeVisible();
  await expect(page.getByText('200 sent', { exact: false }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run again' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /\.csv/ }).click();
  expect((await download).suggestedFilename()).toBe(`run-${first}.csv`);

  for (const [night, ms] of [101, 99, 100, 102, 100, 140, 141, 139, 142, 140, 141].entries()) {
    const file = join(stack.dataDir, `night-${night}.csv`);
    writeFileSync(file, nightly(night + 1, ms));
    await plimsoll(stack, 'import', file, '--scenario', 'Nightly', '--target', 'Staging');
  }
  await plimsoll(stack, 'deploy', 'Staging', 'build 1.4', '--at', '2026-11-25T20:00:00Z');
  await page.goto('/trends?scenario=Nightly');
  await expect(
    page.getByText(
      new RegExp(
        `^Response time p95 of Nightly on Staging has been about 1\\d\\d.ms since run ${since}:`,
      ),
    ),
  ).toBeVisible();
  await expect(page.getByText('Nobody has answered that yet.', { exact: false })).toBeVisible();
  await expect(page.getByText(`first in run ${since}`)).toBeVisible();
  const row = page.getByRole('row', { name: `Response time p95 Run ${since}` });
  await row.getByLabel(`Note on run ${since}`).fill('a larger model');
  await row.getByRole('button', { name: 'Expected' }).click();
  await expect(row.getByText('a larger model')).toBeVisible();
  await expect(page.getByText('It was expected.', { exact: false })).toBeVisible();
  await row.getByRole('link', { name: `Run ${since}` }).click();
  await expect(page).toHaveURL(new RegExp(`/compare\\?runs=${before},${since}$`));
  await expect(page.getByText(`Run ${since} is worse than run ${before}`)).toBeVisible();
});
