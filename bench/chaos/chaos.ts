import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startRun } from '@/lib/runs/start-run';
import { createRandom } from '@/lib/stats/random';
import { openStore } from '@/lib/store/open-store';
import { ABUSES, notPossible, SHIFTED_CLOCK } from './abuses';
import { mountSmallDisk } from './small-disk';

const RUN_MS = 6000;
const PER_SECOND = 50;
const ENDS_WITHIN_MS = 40_000;
/** Of a run whose process is gone, from when another worker is there: how long that takes to start is the machine's. */
const INTERRUPTED_WITHIN_MS = 10_000;
/** Then the supervisor ends a worker: scripts/app.mjs. */
const HANGS_AFTER_MS = 45_000;

/** Of one run that was abused. */
export interface Outcome {
  kind: string;
  /** How long after the abuse the run had its last status, ms. */
  endedMs: number;
  status: string;
  /** Requests that the target counted and the store has not. */
  lost: number;
  /** What was not as docs/reliability.md promises, each a sentence. */
  problems: string[];
}

export interface ChaosOptions {
  /** One abuse each, in this order. */
  kinds: readonly string[];
  seed: number;
  /** No abuse lasts longer, ms. */
  longestMs?: number;
  /** Rounds at the same time, each with a worker and a data folder of its own. */
  lanes?: number;
  onOutcome?: (outcome: Outcome) => void;
}

/**
 * Abuses real workers on real stores, each at a random moment of a real run. What cannot be had on this machine is left
 * out (`notPossible`).
 */
export async function chaos({
  kinds,
  seed,
  longestMs = Number.POSITIVE_INFINITY,
  lanes = 1,
  onOutcome,
}: ChaosOptions): Promise<Outcome[]> {
  const rounds = kinds
    .map((kind, index) => ({ kind, random: createRandom(seed, index) }))
    .filter(({ kind }) => notPossible(kind) === undefined);
  const outcomes: Outcome[] = [];
  const lane = async () => {
    for (let round = rounds.shift(); round !== undefined; round = rounds.shift()) {
      const { kind } = round;
      const outcome = await oneRound(kind, round.random, longestMs).catch((error: unknown) => ({
        kind,
        status: 'not carried out',
        endedMs: 0,
        lost: 0,
        problems: [`${kind}: ${String(error)}`],
      }));
      outcomes.push(outcome);
      onOutcome?.(outcome);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return outcomes;
}

async function oneRound(kind: string, random: () => number, longestMs: number): Promise<Outcome> {
  const abuse = ABUSES[kind];
  if (abuse === undefined)
    throw new Error(`"${kind}" is no abuse. There are ${Object.keys(ABUSES).join(', ')}.`);
  const atMs = 500 + random() * (abuse.early ? 500 : RUN_MS - 1000);
  const forMs = Math.min(longestMs, abuse.lastsMs?.(random()) ?? 0);
  const place = await openPlace(abuse.onSmallDisk === true);
  try {
    const { store, target, clocks } = place;
    await place.startWorker();
    const { number: runId } = await startRun(store, { plan: PLAN, targetUrl: target.url });
    const statusOf = async () =>
      (await store.prisma.run.findUniqueOrThrow({ where: { id: runId } })).status;
    while (target.requests() === 0 && UNDER_WAY.includes(await statusOf())) await sleep(50);
    await sleep(atMs);
    const problems: string[] = [];
    const [worker] = place.workers;
    if (worker === undefined) throw new Error('There is no worker.');
    await abuse.does({ worker, store, runId, clocks }, forMs);
    const beganMs = performance.now();
    // As the supervisor does.
    if (worker.signalCode !== null) await place.startWorker();
    const thereMs = performance.now();
    while (UNDER_WAY.includes(await statusOf()) && performance.now() - thereMs < ENDS_WITHIN_MS)
      await sleep(100);
    const endedMs = performance.now() - beganMs;
    const noticedMs = performance.now() - thereMs;
    const run = await store.prisma.run.findUniqueOrThrow({ where: { id: runId } });
    const stored = await store.prisma.sample.count({ where: { runId } });
    const marks = await store.prisma.runMark.findMany({ where: { runId } });
    const lost = target.requests() - stored;
    const silentMs = place.longestSilenceMs();
    if (silentMs > HANGS_AFTER_MS)
      problems.push(`the worker did not show for ${Math.round(silentMs)} ms that it lives`);
    // A kill may come when the run has just ended.
    if (![abuse.ends, 'finished'].includes(run.status))
      problems.push(`the run is ${run.status} (${run.failureReason})`);
    if (run.status === 'interrupted' && noticedMs > INTERRUPTED_WITHIN_MS)
      problems.push(`the run was interrupted only after ${Math.round(noticedMs)} ms`);
    if (run.requests !== stored)
      problems.push(`the run says ${run.requests} requests, ${stored} are stored`);
    // The second that was under way, and what was in flight.
    if (lost > (run.status === 'interrupted' ? PER_SECOND * 2 : 0))
      problems.push(`${lost} requests were lost`);
    if (lost < 0) problems.push(`${-lost} requests more are stored than were sent`);
    if (abuse.says !== undefined && !marks.some(({ text }) => abuse.says?.test(text ?? '')))
      problems.push(`the run does not say “${abuse.says.source}” on its time axis`);
    return {
      kind,
      endedMs,
      status: run.status,
      lost,
      problems: problems.map(
        (problem) => `${kind} at ${Math.round(atMs)} ms for ${Math.round(forMs)} ms: ${problem}`,
      ),
    };
  } finally {
    await place.close();
  }
}

const UNDER_WAY = ['queued', 'running', 'stopping'];

const PLAN = {
  name: 'Chaos',
  load: {
    model: 'open',
    arrivals: 'constant',
    stages: [{ durationMs: RUN_MS, ratePerSecond: PER_SECOND }],
  },
  requests: [{ name: 'ping', weight: 1, rpc: { method: 'rpc.ping' } }],
};

/** A store, a target and workers of one round. */
async function openPlace(onSmallDisk: boolean) {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-chaos-'));
  const dataDir = join(folder, 'data');
  const disk = onSmallDisk ? mountSmallDisk(dataDir) : undefined;
  const store = openStore({ dataDir, migrationsDir: join(process.cwd(), 'prisma', 'migrations') });
  const target = await startTarget();
  const clocks = { worker: join(folder, 'clock'), other: join(folder, 'other-clock') };
  writeFileSync(clocks.worker, '0');
  const workers: ChildProcess[] = [];
  let [heardMs, longestMs] = [0, 0];
  const listen = () => {
    longestMs = Math.max(longestMs, performance.now() - heardMs);
    heardMs = performance.now();
  };
  return {
    store,
    target,
    clocks,
    workers,
    /** Between two signs of life of the last worker, ms. */
    longestSilenceMs: () => longestMs,
    async startWorker() {
      const worker = spawn(
        process.execPath,
        ['--import', 'tsx', '--import', SHIFTED_CLOCK, 'worker/main.ts'],
        {
          env: {
            ...process.env,
            PLIMSOLL_DATA_DIR: dataDir,
            PLIMSOLL_CHAOS_CLOCK: clocks.worker,
            REFERENCE: 'off',
          },
          stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        },
      );
      workers.push(worker);
      await once(worker, 'message');
      heardMs = performance.now();
      worker.on('message', listen);
    },
    async close() {
      const ended = workers
        .filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)
        .map(async (worker) => {
          worker.kill('SIGKILL');
          await once(worker, 'exit');
        });
      await Promise.all(ended);
      target.close();
      await store.close();
      disk?.unmount();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Counts what comes, and answers all of it. */
async function startTarget() {
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
    requests: () => requests,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
