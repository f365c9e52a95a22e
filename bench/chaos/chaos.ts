// `npm run test:chaos -- [rounds] [kill | stop | lock] [seed]`: a real worker on a real store is killed, stopped and
// locked out, for 1 to 13 s, at random moments of real runs. Prints what was lost, and fails where more was than docs/reliability.md promises.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { startRun } from '@/lib/runs/start-run';
import { createRandom } from '@/lib/stats/random';
import { openStore, type Store } from '@/lib/store/open-store';
import { table } from './measure';

const RUN_MS = 6000;
const PER_SECOND = 50;
const ENDS_WITHIN_MS = 40_000;

/** One kind of abuse, for so long; resolves when it is over. */
type Abuse = (worker: ChildProcess, store: Store, forMs: number) => Promise<void>;

const ABUSES: Readonly<Record<string, Abuse>> = {
  kill: async (worker) => {
    worker.kill('SIGKILL');
    await once(worker, 'exit');
  },
  stop: async (worker, _store, forMs) => {
    worker.kill('SIGSTOP');
    await sleep(forMs);
    worker.kill('SIGCONT');
  },
  lock: async (_worker, { sqlite }, forMs) => {
    const other = new Database(sqlite.name, { timeout: 5000 });
    other.exec('BEGIN IMMEDIATE');
    await sleep(forMs);
    other.exec('COMMIT');
    other.close();
  },
};

interface Outcome {
  abuse: string;
  /** How long after the abuse the run had its last status, ms. */
  endedMs: number;
  status: string;
  /** Requests that the target counted and the store has not. */
  lost: number;
  problems: string[];
}

async function chaos(rounds: number, seed: number, kinds: readonly string[]): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'plimsoll-chaos-'));
  const store = openStore({ dataDir, migrationsDir: join(process.cwd(), 'prisma', 'migrations') });
  const random = createRandom(seed);
  const target = await startTarget();
  const outcomes: Outcome[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      const abuse = kinds[round % kinds.length] ?? 'kill';
      const atMs = 500 + random() * (RUN_MS - 1000);
      const forMs = 1000 + random() * 12_000;
      outcomes.push(await oneRound(store, target, dataDir, { abuse, atMs, forMs }));
    }
  } finally {
    target.close();
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
  return report(outcomes, kinds);
}

interface Target {
  url: string;
  /** How many requests have come since it was asked last. */
  take(): number;
  close(): void;
}

async function startTarget(): Promise<Target> {
  let requests = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    // Before a run its target is asked for its version.
    request.on('end', () => {
      if (body.includes('rpc.ping')) requests += 1;
    });
    response.end('{"jsonrpc":"2.0","id":1,"result":{}}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    take() {
      const taken = requests;
      requests = 0;
      return taken;
    },
    close: () => server.close(),
  };
}

async function oneRound(
  store: Store,
  target: Target,
  dataDir: string,
  { abuse, atMs, forMs }: { abuse: string; atMs: number; forMs: number },
): Promise<Outcome> {
  const worker = await startWorker(dataDir);
  target.take();
  const { number } = await startRun(store, { plan: planOf(), targetUrl: target.url });
  const statusOf = async () =>
    (await store.prisma.run.findUniqueOrThrow({ where: { id: number } })).status;
  while ((await statusOf()) === 'queued') await sleep(50);
  await sleep(atMs);
  await ABUSES[abuse]?.(worker, store, forMs);
  const beganMs = performance.now();
  const workers = [worker];
  // As the supervisor does.
  if (worker.exitCode !== null || worker.signalCode !== null)
    workers.push(await startWorker(dataDir));
  const ends = ['finished', 'interrupted', 'failed', 'stopped'];
  while (!ends.includes(await statusOf()) && performance.now() - beganMs < ENDS_WITHIN_MS)
    await sleep(100);
  const endedMs = performance.now() - beganMs;
  const status = await statusOf();
  for (const one of workers) one.kill('SIGKILL');
  return {
    abuse,
    endedMs,
    status,
    ...(await lossOf(store, number, target.take(), { abuse, status })),
  };
}

async function lossOf(
  store: Store,
  runId: number,
  sent: number,
  { abuse, status }: { abuse: string; status: string },
) {
  const stored = await store.prisma.sample.count({ where: { runId } });
  const run = await store.prisma.run.findUniqueOrThrow({ where: { id: runId } });
  const lost = sent - stored;
  const problems: string[] = [];
  const expected = abuse === 'kill' ? ['interrupted', 'finished'] : ['finished'];
  if (!expected.includes(status)) problems.push(`run ${runId} is ${status}`);
  if (run.requests !== stored)
    problems.push(`run ${runId} says ${run.requests}, ${stored} are stored`);
  // The second that was under way, and what was in flight.
  const mayBeLost = status === 'interrupted' ? PER_SECOND * 2 : 0;
  if (lost > mayBeLost) problems.push(`run ${runId} lost ${lost} requests`);
  return { lost: Math.max(0, lost), problems };
}

function planOf() {
  return {
    name: 'Chaos',
    load: {
      model: 'open',
      arrivals: 'constant',
      stages: [{ durationMs: RUN_MS, ratePerSecond: PER_SECOND }],
    },
    requests: [{ name: 'ping', weight: 1, rpc: { method: 'rpc.ping' } }],
  };
}

async function startWorker(dataDir: string): Promise<ChildProcess> {
  const worker = spawn(process.execPath, ['--import', 'tsx', 'worker/main.ts'], {
    env: { ...process.env, PLIMSOLL_DATA_DIR: dataDir, REFERENCE: 'off' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(worker, 'message');
  return worker;
}

function report(outcomes: readonly Outcome[], kinds: readonly string[]): string {
  const rows = kinds.map((kind) => {
    const own = outcomes.filter(({ abuse }) => abuse === kind);
    const most = (of: (outcome: Outcome) => number) => Math.max(0, ...own.map(of));
    return [
      kind,
      String(own.length),
      String(own.filter(({ status }) => status === 'finished').length),
      String(own.filter(({ status }) => status === 'interrupted').length),
      String(most(({ lost }) => lost)),
      `${(most(({ endedMs }) => endedMs) / 1000).toFixed(1)} s`,
    ];
  });
  const problems = outcomes.flatMap((outcome) => outcome.problems);
  if (problems.length > 0) process.exitCode = 1;
  return [
    table(
      ['abuse', 'rounds', 'finished', 'interrupted', 'most requests lost', 'ended after at most'],
      rows,
    ),
    '',
    problems.length === 0 ? 'Every promise was kept.' : problems.join('\n'),
  ].join('\n');
}

const [rounds = '30', kind, seed = '1'] = process.argv.slice(2);
console.log(await chaos(Number(rounds), Number(seed), kind ? [kind] : Object.keys(ABUSES)));
