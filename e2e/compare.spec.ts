import { expect, test } from './test';

test('a user compares runs, finds the slower one and has it confirmed', async ({
  page,
  seeded,
}) => {
  test.setTimeout(90_000);
  const [a, b, slow] = seeded.runs.pings;
  await page.goto('/runs?scenario=Pings');
  for (const number of [a, b, slow])
    await page.getByRole('checkbox', { name: `Compare run ${number}` }).check();
  await page.getByRole('link', { name: 'Compare 3 runs' }).click();
  await expect(page).toHaveURL(new RegExp(`/compare\\?runs=${a},${b},${slow}$`));
  await expect(page.getByText(`Run ${slow} is worse than run ${a}: p`)).toBeVisible();
  await expect(page.getByText(`Run ${b} is equivalent to run ${a}`)).toBeVisible();
  const changed = page.getByRole('region', { name: 'What changed' });
  const p50 = changed.getByRole('row', { name: /^p50/ }).first();
  await expect(p50).toContainText('Worse');
  await expect(page.getByRole('figure', { name: 'Change in response time, %' })).toBeVisible();
  await expect(page.getByRole('figure', { name: 'Response time p95, ms' })).toBeVisible();
  await expect(page.getByText('No errors in any of these runs.')).toBeVisible();

  await page.getByRole('radio', { name: `Run ${slow}` }).check();
  await expect(page).toHaveURL(new RegExp(`base=${slow}`));
  await expect(page.getByText(`Run ${a} is better than run ${slow}`)).toBeVisible();
  await page.getByRole('combobox', { name: 'Ignore changes under' }).selectOption('0.2');
  await expect(page).toHaveURL(/margin=20/);

  await page.getByRole('button', { name: `Remove run ${b}` }).click();
  await expect(page.getByRole('heading', { name: 'Compare 2 runs' })).toBeVisible();
  await page.getByRole('button', { name: 'Confirm with repeats' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Pairs').fill('1');
  await dialog.getByLabel('Duration of each run').fill('10 s');
  await dialog.getByRole('button', { name: 'Queue 2 runs' }).click();
  await expect(dialog.getByText('Must be at least 2.')).toBeVisible();
  await dialog.getByLabel('Pairs').fill('2');
  await dialog.getByRole('button', { name: 'Queue 4 runs' }).click();
  await expect(page).toHaveURL(/\/confirmations\/\d+$/);
  const confirmation = new URL(page.url()).pathname.split('/').at(-1);
  await expect(
    page.getByText(/repeats done\. The first result needs two complete pairs/),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Stop remaining runs' }).click();
  await expect(page.getByRole('button', { name: 'Add 2 pairs' })).toBeVisible();
  await expect(page.getByText('Only 0 valid pairs')).toBeVisible();
  await page.getByRole('link', { name: 'View comparison' }).click();
  await expect(
    page.getByRole('link', { name: `Confirmation ${confirmation}, 4 of 4 repeats` }),
  ).toBeVisible();
});

test('what cannot be compared is said in words', async ({ page }) => {
  await page.goto('/compare?runs=998,999');
  await expect(page.getByRole('alert').getByText('There is no run 998.')).toBeVisible();
  await page.goto('/compare?runs=1,banana');
  await expect(page.getByText('"banana" is not a run number.')).toBeVisible();
  await page.goto('/compare?runs=reported-moderate,reported-heavy');
  await expect(page.getByText('not both were measured').first()).toBeVisible();
  await expect(page.getByText('Published figure, not measured').first()).toBeVisible();
});
