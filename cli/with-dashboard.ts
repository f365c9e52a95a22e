import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { PlimsollError } from '@/lib/core/errors';
import type { RunningDashboard } from '@/lib/reports/running-dashboard';

const HOST = '127.0.0.1';
const START_MS = 60_000;
const LOOK_MS = 100;

/** Starts a dashboard of the same data on a free port of this machine, for as long as it is used. */
export async function withDashboard<T>(
  use: (dashboard: RunningDashboard) => Promise<T>,
): Promise<T> {
  const root = process.env.PLIMSOLL_ROOT ?? process.cwd();
  await build(root);
  const port = await freePort();
  const url = `http://${HOST}:${port}`;
  const token = randomBytes(32).toString('base64url');
  const child = spawn(
    process.execPath,
    [
      '--import',
      pathToFileURL(join(root, 'scripts', 'die-with-parent.mjs')).href,
      join(root, 'scripts', 'processes', 'dashboard.mjs'),
    ],
    {
      cwd: root,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        HOST,
        PORT: String(port),
        PLIMSOLL_PRINTER_TOKEN: token,
        PLIMSOLL_SUPERVISOR: String(process.pid),
      },
      stdio: 'ignore',
    },
  );
  const ended = once(child, 'exit').then(() => 'ended' as const);
  try {
    await answers(url, ended);
    return await use({ url, token });
  } finally {
    child.kill();
    await ended;
  }
}

/** Reports are pages of the dashboard, which is built once. */
async function build(root: string): Promise<void> {
  if (existsSync(join(root, '.next', 'BUILD_ID'))) return;
  console.error('Building the dashboard for the first time; this takes a minute.');
  const child = spawn(process.execPath, [join(root, 'scripts', 'setup.mjs'), '--build'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new PlimsollError('unavailable', 'Building the dashboard failed.');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function answers(url: string, ended: Promise<'ended'>): Promise<void> {
  for (const begunMs = Date.now(); Date.now() - begunMs < START_MS; ) {
    const state = await Promise.race([
      fetch(`${url}/print`).then(
        () => 'ready' as const,
        () => sleep(LOOK_MS, 'waiting' as const),
      ),
      ended,
    ]);
    if (state === 'ready') return;
    if (state === 'ended') break;
  }
  throw new PlimsollError('unavailable', 'The dashboard that renders the report did not start.');
}
