import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as ask } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from '@/lib/reports/find-chromium.mjs';
import { LOCALHOST_CERT, TEST_KEY } from '@/lib/testing/test-certificates';
import { plimsoll } from './plimsoll';
import { type Stack, startStack } from './start-stack';
import { test as base, expect } from './test';

const NAME = 'plimsoll.example.com';
const PASSWORD = 'correct horse battery';

/** Its own stack: one for a team, known by its public name. */
const test = base.extend<object, object>({
  stack: [
    async ({ data }, use) => {
      const stack = await startStack(data, () => ({
        PLIMSOLL_ACCESS: 'on',
        PLIMSOLL_PUBLIC_URL: `https://${NAME}`,
      }));
      const add = [
        'users',
        'add',
        'ada@example.com',
        '--role',
        'administrator',
        '--password-stdin',
      ];
      plimsoll(stack, add, PASSWORD);
      await use(stack);
      await stack.stop();
    },
    { scope: 'worker', timeout: 150_000 },
  ],
});

interface Proxy {
  port: number;
  stop(): Promise<void>;
}

/** The block of that language in docs/operations.md. */
function documented(language: string): string {
  const text = readFileSync('docs/operations.md', 'utf8');
  return new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1] ?? '';
}

/** The same with other ports, and files in place of a certificate authority. */
const CONFIGURATIONS = {
  nginx(config: string, { folder, port, to }: { folder: string; port: number; to: string }) {
    const server = config
      .replace('listen 443 ssl', `listen 127.0.0.1:${port} ssl`)
      .replace('http://127.0.0.1:3000', to)
      .replaceAll('/etc/ssl/', `${folder}/`);
    const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (kind) => `${kind}_temp_path ${folder}/${kind};`,
    );
    const text = `daemon off; master_process off; pid ${folder}/pid; error_log stderr;
events {}
http { access_log off; ${paths.join(' ')}
${server} }`;
    return { text, command: ['nginx', '-e', 'stderr', '-p', folder, '-c', `${folder}/config`] };
  },
  caddy(config: string, { folder, port, to }: { folder: string; port: number; to: string }) {
    const site = config
      .replace(
        `${NAME} {`,
        `https://${NAME}:${port} {\n  bind 127.0.0.1\n  tls ${folder}/plimsoll.pem ${folder}/plimsoll.key`,
      )
      .replace('127.0.0.1:3000', to.replace('http://', ''));
    const text = `{\n  admin off\n  auto_https off\n}\n${site}`;
    const file = `${folder}/config`;
    return { text, command: ['caddy', 'run', '--adapter', 'caddyfile', '--config', file] };
  },
};

async function startProxy(kind: keyof typeof CONFIGURATIONS, stack: Stack): Promise<Proxy> {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-proxy-'));
  writeFileSync(join(folder, 'plimsoll.pem'), LOCALHOST_CERT);
  writeFileSync(join(folder, 'plimsoll.key'), TEST_KEY);
  const port = await freePort();
  const config = documented(kind);
  const { text, command } = CONFIGURATIONS[kind](config, { folder, port, to: stack.url });
  // What is documented is what runs.
  expect(config).toContain(NAME);
  writeFileSync(join(folder, 'config'), text);
  const [file = '', ...args] = command;
  const child: ChildProcess = spawn(file, args, {
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin`, HOME: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (piece: Buffer) => {
    said += piece.toString();
  });
  await expect
    .poll(() => statusOf({ port, path: '/api/health' }).catch(() => said), { timeout: 20_000 })
    .toBe(200);
  return {
    port,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Asked {
  port: number;
  path: string;
  method?: string;
  host?: string;
  /** Which of this machine's addresses it comes from. */
  from?: string;
  headers?: Record<string, string>;
}

async function statusOf({
  port,
  path,
  method,
  host = NAME,
  from,
  headers,
}: Asked): Promise<number> {
  const request = ask({
    host: '127.0.0.1',
    port,
    path,
    method,
    servername: NAME,
    localAddress: from,
    headers: { host, ...headers },
    rejectUnauthorized: false,
  }).end();
  const [answer] = await once(request, 'response');
  answer.resume();
  return answer.statusCode;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

for (const kind of ['nginx', 'caddy'] as const)
  test(`behind ${kind} as docs/operations.md has it, a user logs in, imports and watches a run`, async ({
    stack,
  }) => {
    test.setTimeout(120_000);
    const proxy = await startProxy(kind, stack);
    const browser = await chromium.launch({
      executablePath: await findChromium(),
      args: ['--no-sandbox', `--host-resolver-rules=MAP ${NAME}:443 127.0.0.1:${proxy.port}`],
    });
    try {
      const context = await browser.newContext({
        baseURL: `https://${NAME}`,
        ignoreHTTPSErrors: true,
      });
      const page = await context.newPage();
      await page.goto('/runs');
      await page.getByLabel('E-mail address').fill('ada@example.com');
      await page.getByLabel('Password').fill(PASSWORD);
      await page.getByRole('button', { name: 'Log in', exact: true }).click();
      await expect(page).toHaveURL(`https://${NAME}/runs`);
      const cookies = await context.cookies();
      expect(cookies.length).toBeGreaterThan(0);
      for (const { name, secure, httpOnly } of cookies)
        if (/session/.test(name)) expect([name, secure, httpOnly]).toEqual([name, true, true]);

      // Several megabytes go up, and a live page comes down while its run lasts.
      const rows = Array.from(
        { length: 150_000 },
        (_, row) => `${row * 10},GET /things,${row % 50},ok`,
      );
      await page.goto('/runs/import');
      await page.locator('input[type=file]').setInputFiles({
        name: 'large.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(`started_ms,endpoint,latency_ms,outcome\n${rows.join('\n')}\n`),
      });
      await page.getByRole('button', { name: 'Import' }).click();
      await expect(page).toHaveURL(/\/runs\/\d+$/, { timeout: 60_000 });
      await page.goto('/');
      await page.getByRole('button', { name: 'Run “Light”', exact: true }).first().click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Virtual users').fill('2');
      await dialog.getByLabel('Duration').fill('12 s');
      await dialog.getByRole('button', { name: 'Run “Light”' }).click();
      await expect(page).toHaveURL(/\/runs\/\d+$/);
      await expect(page.getByText(/^Running for [2-9]\s.* of 12/)).toBeVisible({ timeout: 11_000 });
      await expect(page.getByRole('status').first()).toHaveText(/: Finished\.$/, {
        timeout: 60_000,
      });

      // Who it was is known by the address that the proxy has added, not by what they say themselves.
      const key = /plimsoll_\S+/.exec(
        plimsoll(stack, ['keys', 'add', kind, '--scopes', 'read']),
      )?.[0];
      const refused = await statusOf({
        ...proxy,
        method: 'POST',
        path: '/api/v1/runs/1/stop',
        from: '127.0.0.5',
        headers: { 'x-forwarded-for': '203.0.113.9', authorization: `Bearer ${key}` },
      });
      expect(refused).toBe(403);
      await page.goto('/access/audit');
      await expect(page.getByRole('row').filter({ hasText: `${kind} (API key)` })).toContainText(
        '127.0.0.5',
      );
      const foreign = statusOf({ ...proxy, path: '/', host: 'evil.test' });
      // Caddy does not know the name; nginx leaves it to the dashboard.
      expect(await foreign).toBe(kind === 'nginx' ? 421 : 200);
    } finally {
      await browser.close();
      await proxy.stop();
    }
  });
