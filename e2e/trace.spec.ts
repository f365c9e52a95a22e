import { expectStatus } from './start-scenario';
import { expect, test } from './test';

interface Trace {
  traceId: string;
  spans: { name: string; durationMs: number }[];
}

test('a user traces a run, and goes from its slowest sample to what the service did', async ({
  page,
  stack,
}) => {
  test.setTimeout(90_000);
  await page.goto('/');
  await page.getByRole('button', { name: 'Run “Light”', exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Users').fill('10');
  await dialog.getByLabel('Duration').fill('4s');
  const traced = dialog.getByLabel('Send trace headers (W3C)');
  await expect(traced).not.toBeChecked();
  await traced.check();
  await dialog.getByRole('button', { name: 'Run “Light”' }).click();
  await expectStatus(page, 'Finished', 40_000);
  await expect(page.getByText('trace headers (W3C)')).toBeVisible();

  const samples = page.getByRole('table').filter({ hasText: 'Scheduling delay' });
  const slowest = samples.getByRole('row').nth(1);
  const method = await slowest.getByRole('cell').nth(2).getAttribute('title');
  const link = slowest.getByRole('link', { name: /^Trace [0-9a-f]{32}$/ });
  const id = ((await link.getAttribute('aria-label')) ?? '').replace('Trace ', '');
  const [opened] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
  await opened.waitForLoadState();
  expect(opened.url()).toBe(`${stack.referenceUrl}/api/v1/traces/${id}`);
  const trace = JSON.parse((await opened.locator('body').textContent()) ?? '') as Trace;
  expect(trace.traceId).toBe(id);
  expect(trace.spans.map(({ name }) => name)).toEqual(['POST /api/v1/jsonrpc', method]);
  await opened.close();

  // The same again is traced again.
  const hash = page.getByText(/^[0-9a-f]{16}$/);
  const before = await hash.textContent();
  const { pathname } = new URL(page.url());
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(page).not.toHaveURL(new RegExp(`${pathname}$`));
  await expect(page.getByText('trace headers (W3C)')).toBeVisible();
  await expect(hash).toHaveText(before ?? '');
});

test('a run that is not traced has no such column', async ({ page, seeded }) => {
  await page.goto(`/runs/${seeded.runs.light}`);
  const samples = page.getByRole('table').filter({ hasText: 'Scheduling delay' });
  await expect(samples.getByRole('columnheader', { name: 'Response' })).toBeVisible();
  await expect(samples.getByRole('columnheader', { name: 'Trace' })).toHaveCount(0);
});
