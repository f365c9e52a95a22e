import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { readPdf } from './pdf-tools';
import { plimsoll } from './plimsoll';
import { expectStatus } from './start-scenario';
import type { Stack } from './start-stack';
import { expect, test } from './test';

/** What is planted: one for each place where a user types a credential. */
const CANARIES = {
  token: 'cnry-token-1aZ',
  targetQuery: 'cnry-target-query-2bY',
  metricsQuery: 'cnry-metrics-query-3cX',
  header: 'cnry-header-4dW',
  cookie: 'cnry-cookie-5eV',
  path: 'cnry-path-6fU',
  body: 'cnry-body-7gT',
  form: 'cnry-form-8hS',
  params: 'cnry-params-9iR',
  secret: 'cnry-secret-0jQ',
  channelUrl: 'cnry-channel-url-1kP',
  channelSecret: 'cnry-channel-secret-2lO',
  password: 'cnry-password-3mN',
};

/** A service that says all it hears back, in every way it can: errors, names, metrics. */
async function startEcho() {
  let heard = '';
  const told: string[] = [];
  const server = createServer(async (request, response) => {
    const text = await whatItSays(request);
    heard += text;
    if (request.url?.startsWith('/hook')) {
      told.push(text);
      return response.end();
    }
    if (request.url?.startsWith('/metrics')) {
      response.setHeader('content-type', 'text/plain; version=0.0.4');
      return response.end(`jobs_queued{of="${request.url}"} 1\n`);
    }
    const isVersion = text.includes('rpc.version');
    const error = { code: -32000, message: `refused: ${text}` };
    response.setHeader('content-type', 'application/json');
    const result = { name: `echo ${text}`, version: text };
    response.end(
      JSON.stringify({ jsonrpc: '2.0', id: 1, ...(isVersion ? { result } : { error }) }),
    );
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, told, heard: () => heard, close: () => server.close() };
}

async function whatItSays(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const piece of request) body += String(piece);
  return `${request.url} ${JSON.stringify(request.headers)} ${body}`;
}

function plan(): object {
  const expect = { contains: 'never said' };
  const http = (path: string, more: object) => ({ method: 'POST', path, ...more });
  return {
    name: 'Planted',
    load: {
      model: 'closed',
      waitMs: { min: 50, max: 100 },
      stages: [{ users: 4, spawnPerSecond: 4, durationMs: 6000 }],
    },
    requests: [
      {
        name: 'Log in',
        weight: 1,
        http: http(`/login?api_key=${CANARIES.path}`, {
          headers: {
            authorization: `Bearer ${CANARIES.header}`,
            cookie: `sid=${CANARIES.cookie}`,
            'x-own': '{{secret.OWN}}',
          },
          body: { user: 'ada', password: CANARIES.body },
        }),
        expect,
      },
      {
        name: 'Form',
        weight: 1,
        http: http('/form', { body: `a=1&password=${CANARIES.form}` }),
        expect,
      },
      { name: 'Call', weight: 1, rpc: { method: 'go', params: { accessToken: CANARIES.params } } },
    ],
  };
}

/** The canaries in something that leaves, in whatever writing. */
function canariesIn(text: string): string[] {
  return Object.entries(CANARIES)
    .filter(([, canary]) => {
      const base64 = Buffer.from(canary).toString('base64').replace(/=+$/, '').slice(0, -1);
      return text.includes(canary) || text.includes(base64);
    })
    .map(([name]) => name);
}

const leaves: Record<string, string> = {};

async function fetched(stack: Stack, path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(stack.url + path, { headers, redirect: 'follow' });
  expect([path, answer.status]).toEqual([path, 200]);
  leaves[`${path} ${JSON.stringify(headers)}`] = Buffer.from(await answer.arrayBuffer()).toString(
    'latin1',
  );
}

test('a credential typed anywhere reaches the target, and leaves nowhere else', async ({
  page,
  stack,
  browser,
}, info) => {
  test.setTimeout(240_000);
  const echo = await startEcho();
  plimsoll(
    stack,
    ['users', 'add', 'ada@example.com', '--role', 'viewer', '--password-stdin'],
    CANARIES.password,
  );

  // A target with a token, and credentials in its addresses.
  await page.goto('/targets/new');
  await page.getByLabel('Name').fill('Echo');
  await page.getByLabel('JSON-RPC URL').fill(`${echo.url}/rpc?key=${CANARIES.targetQuery}`);
  await page.getByLabel('Bearer token').fill(CANARIES.token);
  await page.getByLabel('Metrics URL').fill(`${echo.url}/metrics?token=${CANARIES.metricsQuery}`);
  await page.getByRole('button', { name: 'Add target' }).click();
  await expect(page.getByText(`${echo.url}/rpc?key={{secret.echo-key}}`)).toBeVisible();

  // A secret of its own.
  await page.getByRole('button', { name: 'New secret' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Add secret' }).click();
  await expect(dialog.getByText('Required').first()).toBeVisible();
  await dialog.getByLabel('Name').fill('OWN');
  await dialog.getByLabel('Value').fill(CANARIES.secret);
  await dialog.getByLabel('Hosts').fill('127.0.0.1');
  await dialog.getByLabel('Note').fill('Olga’s, until June');
  await dialog.getByRole('button', { name: 'Add secret' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('{{secret.OWN}}')).toBeVisible();

  // A scenario, whose credentials are found while it is typed.
  await page.goto('/scenarios/new?as=json');
  await expect(page.getByText('The plan is valid.')).toBeVisible();
  await page.getByLabel('Plan').fill(JSON.stringify(plan(), null, 2));
  await expect(page.getByText('6 credentials were found.')).toBeVisible();
  await expect(page.getByText('the header authorization of “Log in”')).toBeVisible();
  await page.getByRole('button', { name: 'Add scenario' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Planted' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Plan' })).toHaveValue(
    /Bearer \{\{secret\.log-in-authorization\}\}/,
  );

  // A channel that is told of the run.
  await page.goto('/automation/channels/new');
  await page.getByLabel('Name').fill('Ops');
  await page.getByLabel('URL').fill(`${echo.url}/hook?token=${CANARIES.channelUrl}`);
  await page
    .getByLabel(/secret/i)
    .first()
    .fill(CANARIES.channelSecret);
  await page.getByRole('button', { name: 'Add channel' }).click();
  await expect(page).toHaveURL(/\/automation$/);

  const number = await startOn(page, 'Planted', 'Echo');
  // Not one request succeeds: that is told of, however busy this machine is.
  await expectStatus(page, 'Failed', 60_000);
  for (const [name, canary] of Object.entries(CANARIES))
    if (!['channelUrl', 'channelSecret', 'password'].includes(name))
      expect([name, echo.heard().includes(canary)]).toEqual([name, true]);
  await expect.poll(() => echo.told.length, { timeout: 60_000 }).toBeGreaterThan(0);
  leaves.notification = echo.told.join('').replaceAll(`token=${CANARIES.channelUrl}`, '');

  // Everything that leaves.
  await page.goto(`/runs/${number}`);
  leaves['run page, as it is shown'] = await page.content();
  await page.goto('/reports');
  const scenario = (await (await fetch(`${stack.url}/api/v1/scenarios`)).json()) as {
    items: { id: number; slug: string; name: string }[];
  };
  const { id = 0, slug = '' } = scenario.items.find(({ name }) => name === 'Planted') ?? {};
  const pages = [
    '/',
    '/runs',
    `/runs/${number}`,
    `/compare?runs=${number},${number - 1}`,
    '/trends?scenario=Planted',
    '/scenarios',
    `/scenarios/${id}`,
    `/scenarios/new?from=${id}`,
    '/targets',
    '/capacity',
    '/automation',
    '/access',
    '/access/audit',
    `/reports/new?of=run&run=${number}`,
    `/print?of=run&run=${number}`,
  ];
  for (const path of pages) {
    const answer = await fetch(stack.url + path);
    if (!answer.ok) continue;
    await fetched(stack, path);
    await fetched(stack, path, { RSC: '1' });
  }
  for (const path of [
    '/runs',
    `/runs/${number}`,
    `/runs/${number}/samples`,
    '/scenarios',
    `/scenarios/${slug}`,
    '/targets',
    '/secrets',
    '/openapi.json',
  ])
    await fetched(stack, `/api/v1${path}`);
  for (const format of ['json', 'csv', 'jsonl', 'parquet', 'junit', 'hgrm'])
    await fetched(stack, `/api/v1/runs/${number}/export?format=${format}`);
  await fetched(stack, '/api/metrics');
  await fetched(stack, '/api/access/audit?format=jsonl');

  await page.goto(`/runs/${number}`);
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  const download = page.waitForEvent('download', { timeout: 120_000 });
  await page.getByRole('menuitem', { name: 'Save as PDF' }).click();
  const pdf = await (await download).path();
  const bytes = readFileSync(pdf);
  leaves.pdf = bytes.toString('latin1') + (await readPdf(pdf, bytes)).text;
  const html = info.outputPath('report.html');
  for (const args of [
    ['report', 'run', String(number), '--html', html],
    ['show', String(number)],
    ['runs'],
    ['targets'],
    ['secrets'],
    ['secrets', 'list', '--json'],
    ['scenarios'],
    ['audit'],
    ['doctor', '--json'],
  ])
    leaves[`plimsoll ${args.join(' ')}`] = said(stack, args);
  leaves['report.html'] = readFileSync(html, 'latin1');

  // A shared link, as its reader sees it.
  await page.goto(`/runs/${number}`);
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Customize and share' }).click();
  await page.getByRole('button', { name: /Share/ }).first().click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Create|Share/ })
    .last()
    .click();
  const link = await page.getByRole('dialog').getByRole('textbox').last().inputValue();
  const reader = await (await browser.newContext()).newPage();
  await reader.goto(link);
  leaves['shared link'] = await reader.content();
  await reader.context().close();

  leaves.logs = stack.printed();
  for (const file of filesIn(stack.dataDir))
    leaves[`data/${file}`] = readFileSync(join(stack.dataDir, file), 'latin1');

  expect(Object.keys(leaves).length).toBeGreaterThan(60);
  const found = Object.entries(leaves)
    .map(([where, text]) => [where, canariesIn(text)] as const)
    .filter(([, names]) => names.length > 0);
  expect(found).toEqual([]);
  // What was said is there, without them.
  const shown = leaves['run page, as it is shown'];
  expect(shown).toContain('refused: /');
  expect(shown).toContain('•••');
  expect(leaves.notification).toContain('Planted');
  echo.close();
});

/** What a command says, whatever it exits with. */
function said(stack: Stack, args: string[]): string {
  try {
    return plimsoll(stack, args);
  } catch (error) {
    const { stdout, stderr } = error as { stdout: Buffer; stderr: Buffer };
    return `${stdout}${stderr}`;
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

async function startOn(page: Page, scenario: string, target: string): Promise<number> {
  await page.goto('/scenarios');
  await page.getByRole('button', { name: `Run “${scenario}”`, exact: true }).click();
  const dialog = page.getByRole('dialog');
  const option = dialog.getByRole('option', { name: `${target} (` });
  const value = (await option.getAttribute('value')) ?? '';
  await dialog.getByLabel('Target', { exact: true }).selectOption(value);
  await dialog.getByRole('button', { name: `Run “${scenario}”` }).click();
  await expect(page).toHaveURL(/\/runs\/\d+$/);
  return Number(new URL(page.url()).pathname.split('/').at(-1));
}
