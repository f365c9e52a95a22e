import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { templateFolder } from './make-templates';

/** Everything `npm start` starts, on free ports and with a data folder of its own. */
export interface Stack {
  url: string;
  referenceUrl: string;
  dataDir: string;
  /** Of `npm start` itself. */
  pid: number | undefined;
  /** What its processes have printed. */
  printed(): string;
  /** The exit code; null where it had to be killed. */
  stop(): Promise<number | null>;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const READY_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 15_000;

/** Begins with a copy of what was seeded, or, as a first start, with nothing but what is built in. */
export async function startStack(
  data: 'seeded' | 'empty',
  settings: (url: string) => Record<string, string> = () => ({}),
): Promise<Stack> {
  const dataDir = mkdtempSync(join(tmpdir(), 'plimsoll-e2e-'));
  cpSync(templateFolder(data), dataDir, { recursive: true });
  const [port, referencePort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const supervisor = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: String(port),
      REFERENCE_PORT: String(referencePort),
      // Jobs that runs leave behind go on: they must not take the machine from the runs after them.
      REFERENCE_WORKERS: '2',
      REFERENCE_INFERENCE_SLOTS: '4',
      REFERENCE_FAULTS: 'on',
      PLIMSOLL_DATA_DIR: dataDir,
      ...settings(url),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  for (const stream of [supervisor.stdout, supervisor.stderr])
    stream.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  try {
    await untilAnswering(url, supervisor);
  } catch (error) {
    await end(supervisor);
    throw new Error(`${String(error)}\n${output.join('')}`);
  }
  return {
    url,
    referenceUrl: `http://127.0.0.1:${referencePort}`,
    dataDir,
    pid: supervisor.pid,
    printed: () => output.join(''),
    async stop() {
      await end(supervisor);
      rmSync(dataDir, { recursive: true, force: true });
      return supervisor.exitCode;
    },
  };
}

async function untilAnswering(url: string, supervisor: ChildProcess) {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (supervisor.exitCode !== null) throw new Error('npm start ended before it was ready.');
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(250);
  }
  throw new Error(`Nothing answered at ${url} within ${READY_TIMEOUT_MS / 1000} s.`);
}

async function end(supervisor: ChildProcess) {
  if (supervisor.exitCode !== null || supervisor.signalCode !== null) return;
  const exited = once(supervisor, 'exit');
  supervisor.kill('SIGINT');
  await Promise.race([exited, sleep(STOP_TIMEOUT_MS, undefined, { ref: false })]);
  if (supervisor.exitCode === null) supervisor.kill('SIGKILL');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
