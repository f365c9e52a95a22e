import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startScenario } from './start-scenario';
import { expect, test } from './test';

/** A webhook's receiver: what it was told, and whether it takes it. */
async function startReceiver() {
  const told: { event: unknown; title: string; text: string }[] = [];
  const state = { status: 200 };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      told.push(JSON.parse(body) as (typeof told)[number]);
      response.writeHead(state.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return { url, told, state, close: () => server.close() };
}

// A first start, with nothing stored; and one after the other, for the schedule waits for its minute.
test.use({ data: 'empty' });
test.describe.configure({ mode: 'serial' });

test('a user schedules a scenario, and sees when it starts', async ({ page }) => {
  await page.goto('/automation');
  await page.getByRole('link', { name: 'New schedule' }).first().click();
  await page.getByLabel('Name').fill('Every so often');
  await page.getByLabel('Run', { exact: true }).selectOption('Light');
  await page.getByLabel('Users').fill('2');
  await page.getByLabel('Duration').fill('3 s');
  await page.getByLabel('Frequency').selectOption('On the first day of every quarter at 04:00');
  await page.getByLabel('Time zone').fill('Europe/Nowhere');
  await expect(page.getByText('"Europe/Nowhere" is not a time zone')).toBeVisible();
  await page.getByLabel('Time zone').fill('Europe/Berlin');
  await expect(page.getByText('On the first day of every quarter at 04:00. Next')).toBeVisible();
  await expect(page.getByText(/1 (January|April|July|October) \d{4}, 04:00:00/)).toHaveCount(3);
  await page.getByLabel('Cron expression').fill('61 * * * *');
  await page.getByRole('button', { name: 'Add schedule' }).click();
  await expect(
    page.getByText('Not a valid cron expression: Invalid value for minute: 61'),
  ).toHaveCount(2);
  await page.getByLabel('Cron expression').fill('* * * * *');
  await page.getByRole('button', { name: 'Add schedule' }).click();

  await expect(
    page.getByRole('heading', { level: 1, name: 'Schedules & notifications' }),
  ).toBeVisible();
  const row = page.getByRole('listitem').filter({ hasText: 'Every so often' }).first();
  await expect(row).toContainText('Light on Reference service, 2 users, 3 s');
  await expect(page.getByText(/Next: Every so often, (in|just now)/)).toBeVisible();
});

test('a channel is tested, told of a failed run, and of what it did not take', async ({ page }) => {
  const { url, told, state, close } = await startReceiver();
  await page.goto('/automation');
  await page.getByRole('link', { name: 'New channel' }).first().click();
  await page.getByRole('button', { name: 'Add channel' }).click();
  await expect(page.getByText('Required')).toBeVisible();
  await page.getByLabel('Name').fill('Ops');
  await page.getByLabel('URL').fill(url);
  await page.getByLabel('Secret').fill('not-to-be-seen-again-either');
  await page.getByLabel('A change point was detected in a trend').uncheck();
  await page.getByRole('button', { name: 'Add channel' }).click();

  const row = page.getByRole('listitem').filter({ hasText: 'Webhook to' });
  await expect(row).toContainText(', signed');
  expect(await page.content()).not.toContain('not-to-be-seen-again-either');
  expect(await page.content()).not.toContain('/hook');
  state.status = 500;
  await row.getByRole('button', { name: 'Test Ops' }).click();
  await expect(row.getByText('Received HTTP 500.')).toBeVisible();
  state.status = 200;
  await row.getByRole('button', { name: 'Test Ops' }).click();
  await expect(row.getByText('Test delivered.')).toBeVisible();

  await page.goto('/targets/new');
  await page.getByLabel('Name').fill('Gone away');
  await page.getByLabel('JSON-RPC URL').fill('http://127.0.0.1:1/');
  await page.getByRole('button', { name: 'Add target' }).click();
  await expect(page.getByRole('heading', { name: 'Gone away' })).toBeVisible();
  const number = await startScenario(page, 'Light', {
    // So many that somebody has sent something.
    users: 20,
    duration: '3s',
    target: 'Gone away (127.0.0.1:1)',
  });
  await page.goto('/automation');
  await expect(row.getByText(`Run ${number} failed: Light on Gone away: sent`)).toBeVisible({
    timeout: 60_000,
  });
  expect(told.at(-1)).toMatchObject({
    event: 'run-failed',
    title: `Run ${number} failed: Light on Gone away`,
    text: expect.stringContaining('connection refused'),
  });
  await row.getByRole('button', { name: 'Delete Ops' }).click();
  await page.getByRole('button', { name: 'Delete channel' }).click();
  await expect(page.getByText('No notification channels yet')).toBeVisible();
  close();
});

test('a user finds the run that a schedule started at the full minute', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto('/automation');
  const row = page.getByRole('listitem').filter({ hasText: 'Every so often' }).first();
  const started = row.getByRole('link', { name: /^run \d+$/ });
  await expect(started.first()).toBeVisible({ timeout: 90_000 });
  await row.getByRole('button', { name: 'Disable Every so often' }).click();
  await expect(row.getByText('Next disabled')).toBeVisible();
  await started.first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Light');

  await page.goto('/automation');
  await row.getByRole('button', { name: 'Delete Every so often' }).click();
  await page.getByRole('button', { name: 'Delete schedule' }).click();
  await expect(page.getByText('No schedules yet')).toBeVisible();
});
