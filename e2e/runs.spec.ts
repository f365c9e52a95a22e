import Database from 'better-sqlite3';
import { expectStatus, requestsSent, startScenario } from './start-scenario';
import { expect, test } from './test';

test('a user starts moderate, watches it live, and reads the result afterwards', {
  tag: '@alone',
}, async ({ page, stack }) => {
  test.setTimeout(120_000);
  const number = await startScenario(page, 'Moderate', { users: 100, duration: '20s' });
  await expectStatus(page, 'Running', 20_000);

  await expect.poll(() => requestsSent(page), { timeout: 20_000 }).toBeGreaterThan(20);
  const early = await requestsSent(page);
  await expect(page.getByText(/\d+\u202fs left/)).toBeVisible();
  await expect.poll(() => requestsSent(page), { timeout: 20_000 }).toBeGreaterThan(early);
  await expect(page.getByText('of 100', { exact: false }).first()).toBeVisible();

  await expectStatus(page, 'Finished', 60_000);
  const requests = await requestsSent(page);
  expect(requests).toBeGreaterThan(300);
  await expect(
    page.getByText(/^Meets Moderate: [\d,]+ requests at .*p95.*(no errors|error rate .*)\.$/),
  ).toBeVisible();
  await expect(page.getByText(/^(Valid: |Results may be unreliable)/)).toBeVisible();
  const findings = page.getByRole('region', { name: 'Bottlenecks' });
  await expect(findings.or(page.getByText(/^No bottlenecks found/))).toBeVisible();
  await expect(
    page.getByRole('region', { name: 'Request phases' }).getByText('Time to first byte').first(),
  ).toBeVisible();
  const jobs = page.getByRole('region', { name: 'Jobs' });
  await expect(jobs.getByRole('table').filter({ hasText: 'Source' })).toContainText(
    'Accept latency',
  );
  const endpoints = page.getByRole('table').filter({ hasText: 'Share (planned)' });
  for (const name of ['get_status', 'start_grpo', 'export_trajectories', 'cancel'])
    await expect(endpoints.getByRole('cell', { name, exact: true })).toBeVisible();
  for (const chart of [
    /^Response time, /,
    /^Throughput/,
    /^Error rate/,
    /^Response time distribution/,
  ])
    await expect(
      page.getByRole('figure', { name: chart }).locator('svg.recharts-surface').first(),
    ).toBeVisible();

  await page.getByRole('link', { name: 'Runs', exact: true }).click();
  await page
    .getByRole('link', { name: new RegExp(`^${number}\\b|Run ${number}\\b`) })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Run ${number} · Moderate`);
  expect(await requestsSent(page)).toBe(requests);

  const rows = page.getByRole('table').filter({ hasText: 'Scheduling delay' }).getByRole('row');
  await expect(rows).toHaveCount(21);
  await expect(page.getByText(`of ${requests.toLocaleString('en')} samples`)).toBeVisible();

  const database = new Database(`${stack.dataDir}/plimsoll.db`, { readonly: true });
  const stored = database
    .prepare('SELECT COUNT(*) AS n FROM "Sample" WHERE "runId" = ?')
    .get(number);
  database.close();
  expect(stored).toEqual({ n: requests });
});

test('a run whose worker is killed is interrupted, with everything to its last second', async ({
  page,
  stack,
}) => {
  test.setTimeout(90_000);
  const number = await startScenario(page, 'Light', { users: 20, duration: '60s' });
  await expect.poll(() => requestsSent(page), { timeout: 30_000 }).toBeGreaterThan(15);

  const database = new Database(`${stack.dataDir}/plimsoll.db`, { readonly: true });
  const worker = database
    .prepare(
      'SELECT "pid" FROM "Worker" WHERE "id" = (SELECT "workerId" FROM "Run" WHERE "id" = ?)',
    )
    .get(number) as { pid: number };
  process.kill(worker.pid, 'SIGKILL');

  await expectStatus(page, 'Interrupted', 40_000);
  await expect(page.getByText('The worker stopped responding')).toBeVisible();
  const stored = database
    .prepare('SELECT COUNT(*) AS n FROM "Sample" WHERE "runId" = ?')
    .get(number) as { n: number };
  database.close();
  expect(stored.n).toBeGreaterThan(15);
  expect(await requestsSent(page)).toBe(stored.n);

  // The worker comes back by itself and takes the next run.
  await startScenario(page, 'Light', { users: 5, duration: '2s' });
  await expectStatus(page, 'Finished', 40_000);
});

test('a run against nothing fails with its reason, what to do, and its record', async ({
  page,
}) => {
  await page.goto('/targets/new');
  await page.getByLabel('Name').fill('Nobody there');
  await page.getByLabel('JSON-RPC URL').fill('http://127.0.0.1:1/api/v1/jsonrpc');
  await page.getByRole('button', { name: 'Add target' }).click();
  await expect(page.getByRole('heading', { name: 'Nobody there' })).toBeVisible();

  await page.goto('/');
  await page.getByRole('button', { name: 'Run “Light”', exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByLabel('Target', { exact: true })
    .selectOption({ label: 'Nobody there (127.0.0.1:1)' });
  await dialog.getByLabel('Duration').fill('3s');
  await dialog.getByRole('button', { name: 'Run “Light”' }).click();
  await expect(page).toHaveURL(/\/runs\/\d+$/);
  await expectStatus(page, 'Failed', 30_000);
  await expect(
    page.getByText(/All \d+ requests to .* failed; most often: connection refused/),
  ).toBeVisible();
  await expect(page.getByText('Start the service or correct the port').first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Errors' })).toContainText('ECONNREFUSED');
});

test('a run that is to be watched ends once its page is closed', async ({ page, stack }) => {
  test.setTimeout(90_000);
  const answer = await page.request.post('/api/v1/runs', {
    data: {
      scenario: 'light',
      target: 'Reference service',
      users: 1,
      durationMs: 60_000,
      stopUnwatchedAfterMs: 6000,
    },
  });
  type Answer = { run: { number: number; status: string } };
  const { number } = ((await answer.json()) as Answer).run;
  const status = async () => {
    const now = await fetch(`${stack.url}/api/v1/runs/${number}`);
    return ((await now.json()) as Answer).run.status;
  };
  await page.goto(`/runs/${number}`);
  await expect.poll(status, { timeout: 20_000 }).toBe('running');
  await page.waitForTimeout(9000);
  expect(await status()).toBe('running');
  await page.goto('about:blank');
  await expect.poll(status, { timeout: 20_000 }).toBe('stopped');
  await page.goto(`/runs/${number}`);
  await expect(page.getByText('nobody watched the run for 6')).toBeVisible();
});
