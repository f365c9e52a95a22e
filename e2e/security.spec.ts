import { createServer } from 'node:http';
import { chromium, expect, type Locator, type Page } from '@playwright/test';
import { findChromium } from '@/lib/reports/find-chromium.mjs';
import type { Stack } from './start-stack';
import { test } from './test';

/** Another site's page, which the user has open in the same browser. */
async function startForeignSite() {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>Elsewhere</title><p>Nice pictures.</p>');
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { port, close: () => server.close() };
}

/** Everything that the page tries, as its own scripts would; what of it could be read. */
async function attack(page: Page, base: string): Promise<string[]> {
  return page.evaluate(async (target) => {
    const read: string[] = [];
    const attempt = async (what: string, path: string, init?: RequestInit) => {
      try {
        const answer = await fetch(target + path, init);
        if (answer.type !== 'opaque' && answer.ok) read.push(`${what}: ${answer.status}`);
      } catch {
        // The browser or the dashboard has refused it.
      }
    };
    const run = JSON.stringify({ scenario: 'light', target: 'Reference service', users: 1 });
    await attempt('history', '/api/v1/runs');
    await attempt('page', '/runs', { credentials: 'include' });
    await attempt('export', '/api/runs/1/export?format=csv', { mode: 'no-cors' });
    const json = { 'content-type': 'application/json' };
    await attempt('start', '/api/v1/runs', { method: 'POST', body: run, headers: json });
    await attempt('start as text', '/api/v1/runs', { method: 'POST', body: run, mode: 'no-cors' });
    await attempt('import', '/api/runs/import?file=a.csv', {
      method: 'POST',
      body: 'timestamp,endpoint,latency_ms\n0,a,1\n1,a,2\n',
      mode: 'no-cors',
    });
    await attempt('delete', '/api/v1/runs/1', { method: 'DELETE' });
    await attempt('server action', '/', {
      method: 'POST',
      body: '[]',
      headers: { 'next-action': '0'.repeat(40) },
    });
    // As a form would, which needs no leave of the browser's.
    const frame = document.createElement('iframe');
    frame.name = 'hidden';
    document.body.append(frame);
    const form = document.createElement('form');
    Object.assign(form, {
      action: `${target}/api/runs/import?file=b.csv`,
      method: 'POST',
      enctype: 'text/plain',
      target: 'hidden',
    });
    const field = document.createElement('textarea');
    field.name = 'timestamp,endpoint,latency_ms\n0,a,';
    field.value = '1';
    form.append(field);
    document.body.append(form);
    form.submit();
    const embedded = document.createElement('iframe');
    embedded.src = `${target}/runs`;
    document.body.append(embedded);
    await new Promise((later) => setTimeout(later, 2000));
    if (embedded.contentDocument?.body?.textContent) read.push('embedded page');
    return read;
  }, base);
}

const runsOf = async ({ url }: Stack) =>
  ((await (await fetch(`${url}/api/v1/runs`)).json()) as { total: number }).total;

test('a page of another port, site or name reads nothing and changes nothing', async ({
  stack,
}) => {
  const foreign = await startForeignSite();
  const { port } = new URL(stack.url);
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: ['--no-sandbox', '--host-resolver-rules=MAP *.test 127.0.0.1'],
  });
  try {
    const before = await runsOf(stack);
    expect(before).toBeGreaterThan(0);
    const page = await browser.newPage();
    // The user has the dashboard open as well.
    await page.goto(stack.url);
    for (const site of [`http://127.0.0.1:${foreign.port}`, `http://evil.test:${foreign.port}`]) {
      await page.goto(site);
      expect([site, await attack(page, stack.url)]).toEqual([site, []]);
    }
    // Rebinding: the name of the foreign site now leads to the dashboard itself.
    const answer = await page.goto(`http://evil.test:${port}/runs`);
    expect([answer?.status(), await page.textContent('body')]).toEqual([
      421,
      expect.stringContaining('This dashboard is not known as "evil.test".'),
    ]);
    expect(await attack(page, `http://evil.test:${port}`)).toEqual([]);
    expect(await runsOf(stack)).toBe(before);
    // A link is no attack.
    await page.goto(`http://evil.test:${foreign.port}`);
    await page.evaluate((url) => void window.location.assign(`${url}/runs`), stack.url);
    await expect(page.getByRole('heading', { name: 'Runs', exact: true })).toBeVisible();
  } finally {
    await browser.close();
    foreign.close();
  }
});

test('no script runs but those that the page was sent with', async ({ browser, baseURL }) => {
  // Its console tells of the refusal: the page of the fixture may have nothing to tell.
  const page = await browser.newPage({ baseURL });
  const answer = await page.goto('/');
  const policy = answer?.headers()['content-security-policy'] ?? '';
  expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic';/);
  const again = await page.request.get('/');
  expect(again.headers()['content-security-policy']).not.toBe(policy);
  expect(answer?.headers()).toMatchObject({
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'same-origin',
  });
  const refused = page.waitForEvent('console', (message) =>
    /Content Security/.test(message.text()),
  );
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<p onclick="window.hit = 1" id="x">x</p>');
    document.getElementById('x')?.click();
  });
  await refused;
  expect(await page.evaluate(() => 'hit' in window)).toBe(false);
  await page.close();
});

test('no load goes to a host before an administrator has allowed it', async ({ page }) => {
  await page.goto('/targets/new');
  await page.getByLabel('Name').fill('Elsewhere');
  await page.getByLabel('JSON-RPC URL').fill('http://10.20.30.40:9/rpc');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('10.20.30.40 has not been allowed').first()).toBeVisible();
  await page.getByRole('button', { name: 'Add target' }).click();
  await expect(page.getByText('10.20.30.40 has not been allowed: no load')).toBeVisible();

  await page.goto('/');
  await page.getByRole('button', { name: 'Run “Light”', exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Target', { exact: true }).selectOption('Elsewhere (10.20.30.40:9)');
  await expect(dialog.getByText('10.20.30.40 is another machine')).toBeVisible();
  await dialog.getByRole('button', { name: 'Run “Light”' }).click();
  await expect(
    dialog.getByText('Cannot be loaded: 10.20.30.40 has not been allowed.'),
  ).toBeVisible();

  await page.goto('/targets');
  await page.getByRole('button', { name: 'Allow 10.20.30.40' }).click();
  await dialog.getByLabel('Note').fill('Ours');
  await dialog.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('10.20.30.40 has not been allowed')).toBeHidden();

  // What is sent is said first, and the name is typed: by a dialog, whatever has it loaded.
  const asked = page.getByRole('dialog', { name: 'Load 10.20.30.40?' });
  const refuse = async (button: Locator) => {
    await button.click();
    await asked.getByLabel('Type 10.20.30.40 to confirm').fill('10.20.30.4');
    await expect(asked.getByRole('button', { name: 'Load it' })).toBeDisabled();
    await asked.getByRole('button', { name: 'Cancel' }).click();
    await expect(asked).toBeHidden();
  };
  await page.goto('/');
  await page.getByRole('button', { name: 'Run “Light”', exact: true }).first().click();
  const start = page.getByRole('dialog', { name: 'Run “Light”' });
  await start.getByLabel('Target', { exact: true }).selectOption('Elsewhere (10.20.30.40:9)');
  const run = start.getByRole('button', { name: 'Run “Light”' });
  await run.click();
  await expect(asked.getByText('Sent: 20 users over 5')).toBeVisible();
  await asked.getByRole('button', { name: 'Close' }).click();
  await refuse(run);
  await expect(start.getByText('The run cannot be started.')).toBeVisible();
  await page.goto('/suites');
  await page.getByLabel('Target').selectOption('Elsewhere');
  await expect(page).toHaveURL(/target=/);
  await refuse(page.getByRole('button', { name: 'Quick run' }).first());
  await page.goto('/automation/schedules/new');
  await page.getByLabel('Name').fill('Nightly elsewhere');
  await page.getByLabel('Target', { exact: true }).selectOption('Elsewhere');
  await refuse(page.getByRole('button', { name: 'Add schedule' }));

  await page.goto('/targets');
  await page.getByRole('button', { name: 'Disallow 10.20.30.40' }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Delete/ })
    .click();
  await expect(page.getByText('10.20.30.40 has not been allowed: no load')).toBeVisible();
  await page.getByRole('button', { name: 'Delete Elsewhere' }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Delete/ })
    .click();
  await expect(page.getByText('Elsewhere', { exact: true })).toBeHidden();
});
