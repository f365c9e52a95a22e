import { expect, type Page } from '@playwright/test';
import { startIdentityProvider } from './identity-provider';
import { plimsoll } from './plimsoll';
import { expectStatus, startScenario } from './start-scenario';
import { startStack } from './start-stack';
import { test as base } from './test';

const PASSWORD = 'correct horse battery';

/** Its own stack: one with a log-in, and three users. */
const test = base.extend<object, object>({
  stack: [
    async ({ data }, use) => {
      const provider = await startIdentityProvider();
      const stack = await startStack(data, (url) => ({
        PLIMSOLL_ACCESS: 'on',
        ...provider.settingsFor(url),
      }));
      const people = { ada: 'administrator', olga: 'operator', vic: 'viewer' };
      for (const [name, role] of Object.entries(people))
        plimsoll(
          stack,
          ['users', 'add', `${name}@example.com`, '--role', role, '--password-stdin'],
          PASSWORD,
        );
      await use(stack);
      await stack.stop();
      provider.close();
    },
    { scope: 'worker', timeout: 150_000 },
  ],
});

async function logIn(page: Page, name: string) {
  await tryToLogIn(page, name, PASSWORD);
  await expect(page).not.toHaveURL(/\/log-in/);
}

async function tryToLogIn(page: Page, name: string, password: string) {
  await page.getByLabel('E-mail address').fill(`${name}@example.com`);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
}

async function logOut(page: Page) {
  await page.getByRole('button', { name: /^Account:/ }).click();
  await page.getByRole('menuitem', { name: 'Log out' }).click();
  await expect(page).toHaveURL(/\/log-in$/);
}

test('nobody sees anything without a log-in, and a log-in leads back', async ({ page, stack }) => {
  for (const path of ['/', '/runs/1', '/access/audit', '/print?of=run&run=1', '/no-such-page']) {
    const answer = await page.request.get(path, { maxRedirects: 0 });
    const isAway = answer.status() === 307 && /\/log-in/.test(answer.headers().location ?? '');
    expect([path, isAway || answer.status() === 404]).toEqual([path, true]);
    expect(await answer.text()).not.toMatch(/Reference service|Light/);
  }
  for (const path of ['/api/v1/runs', '/api/metrics', '/api/runs/1/export', '/api/runs/1/events'])
    expect([path, (await fetch(stack.url + path)).status]).toEqual([path, 401]);

  await page.goto('/scenarios?from=a-link');
  await tryToLogIn(page, 'vic', 'a wrong password');
  await expect(page.getByText('The e-mail address or the password is wrong')).toBeVisible();
  await expect(page.getByLabel('E-mail address')).toHaveValue('vic@example.com');
  await logIn(page, 'vic');
  await expect(page).toHaveURL(`${stack.url}/scenarios?from=a-link`);
  await logOut(page);
  await page.goto('/log-in?next=//evil.example/');
  await logIn(page, 'vic');
  await expect(page).toHaveURL(`${stack.url}/`);
});

test('a viewer sees, an operator starts and deletes, an administrator reads who did what', async ({
  page,
  stack,
}) => {
  test.setTimeout(180_000);
  await page.goto('/runs');
  await logIn(page, 'vic');
  await expect(page.getByRole('heading', { name: 'Runs' })).toBeVisible();
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Start run' })).toBeHidden();
  await expect(page.getByRole('link', { name: 'Access' })).toBeHidden();
  const closed = await page.request.get('/access');
  expect([closed.status(), await closed.text()]).toEqual([
    403,
    expect.stringContaining('Not for your role'),
  ]);
  // The page hides what the server refuses: here it is asked for all the same.
  const cookie = (await page.context().cookies()).map((c) => `${c.name}=${c.value}`).join('; ');
  const forced = await fetch(`${stack.url}/api/v1/runs`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ scenario: 'light', target: 'Reference service' }),
  });
  expect([forced.status, await forced.json()]).toEqual([
    403,
    { message: expect.stringContaining('needs the role operator'), problems: [] },
  ]);
  await page.goto('/');
  await logOut(page);

  await logIn(page, 'olga');
  await expect(page.getByRole('button', { name: 'Start run' })).toBeVisible();
  const number = await startScenario(page, 'Light', { users: 2, duration: '2s' });
  await expectStatus(page, 'Finished', 60_000);
  await page.getByRole('button', { name: `Actions for run ${number}` }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Delete/ })
    .click();
  await expect(page).toHaveURL(/\/runs$/);
  await logOut(page);

  await logIn(page, 'ada');
  await page.goto('/access/audit');
  const rows = page.getByRole('row');
  await expect(rows.filter({ hasText: `run ${number}` }).first()).toContainText('Deleted a run');
  await expect(rows.filter({ hasText: `run ${number}` }).filter({ hasText: 'olga' })).toHaveCount(
    2,
  );
  await expect(rows.filter({ hasText: 'Refused:' }).first()).toContainText('vic@example.com');
  const csv = await page.request.get('/api/access/audit?format=csv');
  expect(await csv.text()).toContain(`user,olga@example.com,run.start,run ${number},,127.0.0.1`);
});

/** What would be refused is not offered. */
const EDITS =
  /^(Add|Allow|Change|Choose|Confirm|Delete|Disable|Disallow|Edit|Enable|Find the safe load|Import|New|Pin|Remove|Run|Quick run|Save scenario|Save retention|Share|Start|Stop|Test|Use as)\b/;

test('a viewer is offered nothing that changes anything, on any page', async ({ page, seeded }) => {
  test.setTimeout(120_000);
  await page.goto('/account');
  await logIn(page, 'vic');
  const { runs, suite, search, confirmation } = seeded;
  for (const path of [
    '/',
    '/runs',
    `/runs/${runs.light}`,
    `/runs/${runs.overloaded}`,
    `/compare?runs=${runs.light},${runs.lightAgain}`,
    '/trends?scenario=Light',
    '/capacity',
    `/capacity/searches/${search}`,
    `/confirmations/${confirmation}`,
    '/scenarios',
    '/scenarios/light',
    '/suites',
    `/suites/${suite}`,
    '/profiles',
    '/targets',
    '/reports',
    '/automation',
  ]) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const offered = await page
      .locator('main')
      .locator('button:visible, a[href*="/new"]:visible')
      .evaluateAll((all) =>
        all.map((one) => one.getAttribute('aria-label') ?? one.textContent ?? ''),
      );
    // A column, and the legends of charts that have several runs.
    const edits = offered.filter((name) => EDITS.test(name) && !/^Run( \d+)?$/.test(name));
    expect([path, edits]).toEqual([path, []]);
  }
  for (const path of [
    '/scenarios/new',
    '/profiles/new',
    '/targets/new',
    '/runs/import',
    '/automation/schedules/new',
    '/automation/channels/new',
  ])
    expect([path, (await page.request.get(path)).status()]).toEqual([path, 403]);
  await page.goto('/account');
  await logOut(page);
});

test('an administrator adds a user and an API key, and takes both away again', async ({
  page,
  stack,
}) => {
  await page.goto('/access');
  await logIn(page, 'ada');
  await page.getByRole('button', { name: 'Add user' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail address').fill('new@example.com');
  await dialog.getByLabel('Password').fill('short');
  await dialog.getByRole('button', { name: 'Add user' }).click();
  await expect(dialog.getByText('Must be at least 12 characters.')).toBeVisible();
  await dialog.getByLabel('Password').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Add user' }).click();
  const row = page.getByRole('row').filter({ hasText: 'new@example.com' }).first();
  await expect(row).toContainText('Viewer');

  await page.getByRole('button', { name: 'Add API key' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('CI');
  await dialog.getByRole('button', { name: 'Add API key' }).click();
  const key = await dialog.getByLabel('API key', { exact: true }).inputValue();
  const authorization = `Bearer ${key}`;
  const read = () => fetch(`${stack.url}/api/v1/runs`, { headers: { authorization } });
  expect((await read()).status).toBe(200);
  const removed = await fetch(`${stack.url}/api/v1/runs/1`, {
    method: 'DELETE',
    headers: { authorization },
  });
  expect([removed.status, await removed.json()]).toMatchObject([
    403,
    { message: expect.stringContaining('lacks the scope runs:edit') },
  ]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Delete CI' }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Delete/ })
    .click();
  await expect(page.getByText('No API keys yet')).toBeVisible();
  expect((await read()).status).toBe(401);

  await page.getByRole('button', { name: 'Delete new@example.com' }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Delete/ })
    .click();
  await expect(page.getByRole('button', { name: 'Delete new@example.com' })).toBeHidden();
});

test('single sign-on: a user who was added comes in, others do not', async ({ browser, stack }) => {
  // The provider's own pages ask for a font of elsewhere: their console is not ours.
  const page = await browser.newPage({ baseURL: stack.url });
  plimsoll(stack, ['users', 'add', 'sol@example.com', '--role', 'operator']);
  const signOn = async (name: string) => {
    await page.goto('/suites');
    await page.getByRole('button', { name: 'Log in with single sign-on' }).click();
    await page.locator('[name=login]').fill(`${name}@example.com`);
    await page.locator('[name=password]').fill('anything');
    await page.getByRole('button', { name: 'Sign-in' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
  };
  await signOn('stranger');
  await expect(page.getByText('Single sign-on did not work')).toBeVisible();
  await page.context().clearCookies();
  await signOn('sol');
  await expect(page).toHaveURL(`${stack.url}/suites`);
  await expect(page.getByRole('button', { name: 'Account: sol@example.com' })).toBeVisible();
  await page.close();
});
