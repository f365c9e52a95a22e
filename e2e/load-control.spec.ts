import type { Page } from '@playwright/test';
import { expectStatus, requestsSent, startScenario } from './start-scenario';
import { expect, test } from './test';

test('a user changes a run’s users, pauses, resumes and stops it, and finds it all on its charts', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await startScenario(page, 'Light', { users: 20, duration: '120s' });
  await expect.poll(() => requestsSent(page), { timeout: 30_000 }).toBeGreaterThan(5);

  await page.getByRole('button', { name: 'Change load' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Users').fill('-1');
  await dialog.getByRole('button', { name: 'Change load' }).click();
  await expect(dialog.getByText('Users must be a whole number from 0 to 20,000.')).toBeVisible();
  await dialog.getByLabel('Users').fill('40');
  await dialog.getByRole('button', { name: 'Change load' }).click();
  await expect(dialog).toBeHidden();
  await expect(changes(page)).toContainText('Set to 40 users', { timeout: 30_000 });
  await expect.poll(() => usersNow(page), { timeout: 15_000 }).toBe(40);

  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText(/^Paused after/)).toBeVisible({ timeout: 10_000 });
  await expect(page.getByText(/^Paused, no new requests are sent/)).toBeVisible();
  const sent = await settledRequests(page);
  await page.waitForTimeout(3000);
  expect(await requestsSent(page)).toBe(sent);

  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText(/^Running for/)).toBeVisible({ timeout: 10_000 });
  await expect.poll(() => requestsSent(page), { timeout: 15_000 }).toBeGreaterThan(sent);

  await page.getByRole('button', { name: 'Stop run' }).click();
  await page.getByRole('menuitem', { name: /^Stop after in-flight/ }).click();
  await expectStatus(page, 'Stopped', 20_000);
  await expect(page.getByText(/^Stopped after .* of 2\u202fmin: \d+ requests/)).toBeVisible();
  await expect(page.getByRole('button', { name: /again/i })).toBeVisible();
  await expect(changes(page).getByRole('listitem')).toHaveText([
    /^At \d\d:\d\d: Set to 40 users$/,
    /^At \d\d:\d\d: Paused$/,
    /^At \d\d:\d\d: Resumed$/,
  ]);
  // What an ended run has above its charts moves them, and with them a menu that is open.
  await expect(page.getByRole('heading', { name: 'Objectives' })).toBeVisible();
  const throughput = page.getByRole('figure', { name: /^Throughput/ });
  for (const label of ['Set to 40 users', 'Paused', 'Resumed'])
    await expect(throughput.locator('svg').getByText(label, { exact: true })).toBeVisible();
  await throughput.getByRole('button', { name: 'Export Throughput' }).click();
  await page.getByRole('menuitem', { name: 'Show table' }).click();
  await expect(throughput.getByRole('columnheader', { name: 'Annotations' })).toBeVisible();
  await expect(throughput.getByRole('cell', { name: 'Resumed' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeHidden();
  await page.reload();
  expect(await requestsSent(page)).toBeGreaterThan(sent);
});

test('an ended run says whether it can be believed, how surely, and where its time went', async ({
  page,
  seeded,
}) => {
  for (const [validity, title] of [
    ['suspect', 'Results may be unreliable'],
    ['invalid', 'Invalid run: the load generator was the bottleneck'],
  ] as const) {
    await page.goto(`/runs/${seeded.runs[validity]}`);
    await expect(page.getByText(title, { exact: true })).toBeVisible();
  }
  await page.goto(`/runs/${seeded.runs.light}`);
  await expect(page.getByText(/^Valid: /)).toBeVisible();
  await page.getByText('How validity is determined').click();
  await expect(page.getByRole('cell', { name: 'dropped arrivals' })).toBeVisible();

  const endpoints = page.getByRole('region', { name: 'Endpoints' });
  const endpoint = endpoints.getByRole('button', { name: 'get_status' });
  await endpoint.focus();
  await page.keyboard.press('Enter');
  await expect(endpoint).toHaveAttribute('aria-expanded', 'true');
  await expect(endpoints.getByText('p99.9')).toBeVisible();
  await expect(
    endpoints.getByText(/ to .*ms$|^needs [\d,]+ more requests?$/).first(),
  ).toBeVisible();

  await expect(
    page.getByRole('region', { name: 'Request phases' }).getByText('Time to first byte').first(),
  ).toBeVisible();
  const generator = page.getByRole('region', { name: 'Generator' });
  const heading = generator.getByRole('button', { name: 'Generator', exact: true });
  if ((await heading.getAttribute('aria-expanded')) === 'false') await heading.click();
  await expect(
    generator
      .getByRole('figure', { name: /^Event-loop lag/ })
      .locator('svg')
      .first(),
  ).toBeVisible();
  const jobs = page.getByRole('region', { name: 'Jobs' });
  await expect(jobs.getByRole('table').filter({ hasText: 'Source' })).toContainText(
    'Accept latency',
  );
});

function changes(page: Page) {
  return page.getByRole('list', { name: 'Annotations' });
}

async function usersNow(page: Page): Promise<number> {
  const figure = page.locator('dl > div').filter({ hasText: 'Virtual users' });
  return Number((await figure.locator('dd > span').first().textContent()) ?? '');
}

/** Those in flight when the load paused still end. */
async function settledRequests(page: Page): Promise<number> {
  let before = -1;
  await expect
    .poll(
      async () => {
        const now = await requestsSent(page);
        const settled = now === before;
        before = now;
        return settled;
      },
      { intervals: [1500], timeout: 15_000 },
    )
    .toBe(true);
  return before;
}
