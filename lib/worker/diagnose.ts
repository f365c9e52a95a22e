import { accessSync, constants, existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { bytes, textOf } from '@/lib/core/number';
import { readSettings } from '@/lib/core/settings';
import { checkTarget } from '@/lib/engine/check-target';
import { findChromium } from '@/lib/reports/find-chromium.mjs';
import { findDashboard } from '@/lib/reports/running-dashboard';
import { problemsOf } from '@/lib/store/backup';
import { databaseProblem } from '@/lib/store/database-problem';
import { freeBytes } from '@/lib/store/free-space';
import { storeLocation } from '@/lib/store/get-store';
import { DATABASE_FILE, openStore, type Store } from '@/lib/store/open-store';
import { isWorkerAlive } from '@/lib/store/queue/workers';
import { allowedHosts } from '@/lib/targets/allowed-hosts';
import { tokenOf } from '@/lib/targets/targets';

/** One thing that Plimsoll needs, and how it is with it. */
export interface Diagnosis {
  name: string;
  /** `note`: works, but somebody should know. */
  status: 'ok' | 'note' | 'problem';
  /** A sentence; of a problem with what to do. */
  message: string;
}

const FEW_BYTES = 500_000_000;
const CLOCK_OFF_MS = 5000;
const TARGET_TIMEOUT_MS = 3000;

/** Looks at all that Plimsoll needs on this machine. */
export async function diagnose(): Promise<Diagnosis[]> {
  const { dataDir } = storeLocation();
  const database = await diagnoseDatabase(dataDir);
  const findings = [node(), settings(), folder(dataDir), database.finding, await browser()];
  const { store } = database;
  if (store === undefined) return findings;
  try {
    return [...findings, await worker(store), clock(store), ...(await portAndTargets(store))];
  } finally {
    await store.close();
  }
}

function node(): Diagnosis {
  return finding('Node', 'ok', `${process.version} on ${process.platform} ${process.arch}.`);
}

function settings(): Diagnosis {
  const read = readSettings(process.env, process.env.PLIMSOLL_ROOT ?? process.cwd());
  if (read.ok) return finding('Settings', 'ok', 'All settings are valid.');
  return finding('Settings', 'problem', read.problems.map(({ message }) => message).join(' '));
}

function folder(dataDir: string): Diagnosis {
  if (!existsSync(dataDir))
    return finding(
      'Data folder',
      'note',
      `${dataDir} does not exist yet; the first start makes it.`,
    );
  try {
    accessSync(dataDir, constants.W_OK);
  } catch {
    const todo = 'Check who owns it, or set PLIMSOLL_DATA_DIR to another folder.';
    return finding('Data folder', 'problem', `${dataDir} cannot be written to. ${todo}`);
  }
  const bytesFree = freeBytes(dataDir);
  const free = textOf(bytes(bytesFree));
  if (bytesFree >= FEW_BYTES) return finding('Data folder', 'ok', `${dataDir}, ${free} free.`);
  const todo = 'Free some space: a run of 1,000 requests per second takes about 90 MB an hour.';
  return finding('Data folder', 'problem', `Only ${free} free in ${dataDir}. ${todo}`);
}

async function diagnoseDatabase(dataDir: string): Promise<{ finding: Diagnosis; store?: Store }> {
  const file = join(dataDir, DATABASE_FILE);
  const told = (status: Diagnosis['status'], message: string) =>
    finding('Database', status, message);
  if (!existsSync(file))
    return { finding: told('note', `${file} does not exist yet; the first start makes it.`) };
  try {
    const store = openStore(storeLocation());
    const [problem] = problemsOf(file);
    if (problem === undefined) return { store, finding: told('ok', `${file} is whole.`) };
    const todo = 'Make a copy of it, then restore a back-up with "plimsoll restore <file>".';
    return { store, finding: told('problem', `${file} is damaged (${problem}). ${todo}`) };
  } catch (error) {
    const { message } = databaseProblem(file, error) ?? (error as Error);
    return { finding: told('problem', message) };
  }
}

async function browser(): Promise<Diagnosis> {
  const path = await findChromium().catch(() => undefined);
  if (path !== undefined) return finding('Browser', 'ok', `${path} prints reports.`);
  return finding(
    'Browser',
    'note',
    'No Chromium or Chrome was found, so reports cannot be saved as PDF. Install one, or set PLIMSOLL_CHROMIUM.',
  );
}

async function worker(store: Store): Promise<Diagnosis> {
  if (await isWorkerAlive(store, Date.now()))
    return finding('Worker', 'ok', 'A worker is running.');
  const todo = 'Start one with "npm start"; commands execute runs themselves meanwhile.';
  return finding('Worker', 'note', `No worker is running, so queued runs wait. ${todo}`);
}

/** Another clock than the one by which data was stored shows in heartbeats of the future. */
function clock({ sqlite }: Store): Diagnosis {
  const newest = sqlite
    .prepare<[], number | null>('SELECT MAX("heartbeatAt") FROM "Worker"')
    .pluck()
    .get();
  const aheadMs = (newest ?? 0) - Date.now();
  if (aheadMs < CLOCK_OFF_MS) return finding('Clock', 'ok', 'Agrees with what was stored last.');
  const seconds = Math.round(aheadMs / 1000);
  return finding(
    'Clock',
    'problem',
    `This machine’s clock is ${seconds} s behind the one of the worker that stored last. Set it, or new runs are sorted wrongly.`,
  );
}

async function portAndTargets(store: Store): Promise<Diagnosis[]> {
  const targets = await store.prisma.target.findMany({ orderBy: { id: 'asc' } });
  const allowed = await allowedHosts(store);
  const checks = targets.map(async (target) => {
    const { name, url } = target;
    const title = `Target “${name}”`;
    let token: string | undefined;
    try {
      token = tokenOf(store, target);
    } catch (error) {
      return finding(title, 'problem', error instanceof Error ? error.message : String(error));
    }
    const check = await checkTarget(
      { url, token, allowedHosts: allowed },
      { timeoutMs: TARGET_TIMEOUT_MS },
    );
    if (check.ok)
      return finding(title, 'ok', `${url} answers in ${Math.round(check.latencyMs)} ms.`);
    return finding(title, 'note', [check.message, check.advice].filter(Boolean).join(' '));
  });
  return [await port(store), ...(await Promise.all(checks))];
}

async function port(store: Store): Promise<Diagnosis> {
  const url = (await findDashboard(store))?.url;
  if (url !== undefined) return finding('Dashboard', 'ok', `Running at ${url}.`);
  const read = readSettings(process.env, process.env.PLIMSOLL_ROOT ?? process.cwd());
  if (!read.ok) return finding('Dashboard', 'note', 'Not running.');
  const { host, port: number } = read.settings;
  if (await isFree(host, number))
    return finding('Dashboard', 'note', `Not running; port ${number} is free for it.`);
  const todo = 'End that program, or set PORT to another number.';
  return finding('Dashboard', 'problem', `Not running, and port ${number} is taken. ${todo}`);
}

function isFree(host: string, number: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(number, host, () => server.close(() => resolve(true)));
  });
}

function finding(name: string, status: Diagnosis['status'], message: string): Diagnosis {
  return { name, status, message };
}
