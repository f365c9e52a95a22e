import { expectStatus } from './start-scenario';
import { expect, test } from './test';

test('the reference service is a target from the start, and answers a test', async ({ page }) => {
  await page.goto('/targets');
  const target = page.getByRole('listitem').filter({ hasText: 'Reference service' });
  await target.getByRole('button', { name: 'Test connection' }).click();
  await expect(target.getByText(/plimsoll-reference .* responded in/)).toBeVisible();
});

test('a target’s token goes in and never comes out again', async ({ page, stack }) => {
  await page.goto('/targets/new');
  await page.getByLabel('Name').fill('With token');
  await page.getByLabel('JSON-RPC URL').fill(`${stack.referenceUrl}/api/v1/jsonrpc`);
  await page.getByLabel('Bearer token').fill('not-to-be-seen-again');
  await page.getByRole('button', { name: 'Add target' }).click();
  await expect(page.getByText('Token stored')).toBeVisible();
  await page.getByRole('link', { name: 'Edit With token' }).click();
  await expect(page.getByText('A token is stored. Leave empty to keep it.')).toBeVisible();
  expect(await page.content()).not.toContain('not-to-be-seen-again');
  for (const path of ['/targets', '/'])
    expect(await (await page.request.get(path)).text()).not.toContain('not-to-be-seen-again');
});

test('what is wrong with a target is said at its field, and by the test', async ({
  page,
  stack,
}) => {
  await page.goto('/targets/new');
  await page.getByLabel('JSON-RPC URL').fill('localhost');
  await page.getByRole('button', { name: 'Add target' }).click();
  await expect(page.getByText(/is not a valid URL/i)).toBeVisible();
  await expect(page.getByText('Required', { exact: true })).toBeVisible();

  await page.getByLabel('JSON-RPC URL').fill('http://127.0.0.1:1/');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('Nothing is listening at http://127.0.0.1:1/')).toBeVisible();
  await page.getByLabel('JSON-RPC URL').fill(`${stack.url}/targets`);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText(/responded, but not with JSON-RPC/)).toBeVisible();
});

test('a user makes a scenario, is told all its problems at once, and runs it', async ({ page }) => {
  await page.goto('/scenarios/new');
  await page.getByRole('button', { name: 'Add scenario' }).click();
  await expect(page.getByText('Required').first()).toBeVisible();

  await page.getByLabel('Name').fill('Night shift');
  await page.getByLabel('Stage 1: users', { exact: true }).fill('0');
  await page.getByRole('button', { name: 'Add scenario' }).click();
  await expect(page.getByText(/need at least one stage with users/i)).toBeVisible();
  await page.getByLabel('Stage 1: users', { exact: true }).fill('4');
  await page.getByRole('button', { name: 'Add scenario' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Night shift' })).toBeVisible();

  await page.getByRole('button', { name: 'Run “Night shift”' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Duration').fill('3s');
  await dialog.getByRole('button', { name: 'Run “Night shift”' }).click();
  await expectStatus(page, 'Finished', 30_000);
});
