// `npm run bench:live -- [clients] [of them not reading]`: how fast the built dashboard's pages come while a real run
// is watched live by many clients, some of which read nothing. Fails where a median is above 300 ms or the run suffers.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { withDashboard } from '@/cli/with-dashboard';
import { getRun } from '@/lib/runs/get-run';
import { hasEnded } from '@/lib/runs/model';
import { startRun } from '@/lib/runs/start-run';
import type { Store } from '@/lib/store/open-store';
import { median, table } from './measure';
import { startTarget } from './targets/start-target';
import { startWorker, withBenchStore } from './with-bench-store';

const RUN_MS = 120_000;
const PER_SECOND = 50;
const MEASURE_MS = 25_000;
const SETTLE_MS = 15_000;
const LIMIT_MS = 300;

async function live(clients: number, silent: number): Promise<string> {
  const target = await startTarget(1);
  try {
    return await withBenchStore(async (store, dataDir) => {
      process.env.PLIMSOLL_DATA_DIR = dataDir;
      const worker = await startWorker(dataDir);
      try {
        return await withDashboard(({ url }) =>
          watched(store, { url, targetUrl: target.url }, clients, silent),
        );
      } finally {
        worker.kill();
        await once(worker, 'exit');
      }
    });
  } finally {
    target.stop();
  }
}

async function watched(
  store: Store,
  { url, targetUrl }: { url: string; targetUrl: string },
  clients: number,
  silent: number,
): Promise<string> {
  const { number } = await startRun(store, { plan: planOf(), targetUrl });
  const pages = ['/', '/runs', `/runs/${number}`];
  for (const page of pages) await answerMs(url + page);
  await sleep(2000);
  const alone = await measure(url, pages);
  const beganMs = performance.now();
  const sockets = await Promise.all(
    Array.from({ length: clients }, (_, index) => watch(url, number, index < silent)),
  );
  const joinedMs = performance.now() - beganMs;
  await sleep(SETTLE_MS);
  const heard = sockets.slice(silent).map(({ bytesRead }) => bytesRead);
  const beside = await measure(url, pages);
  const stillHearing = sockets
    .slice(silent)
    .filter(({ bytesRead }, index) => bytesRead > (heard[index] ?? 0)).length;
  for (const socket of sockets) socket.destroy();
  return report(
    await runOf(store, number),
    pages.map((page, index) => ({ page, alone: alone[index] ?? [], beside: beside[index] ?? [] })),
    { clients, silent, stillHearing, joinedMs },
  );
}

function planOf() {
  return {
    name: 'Watched',
    load: {
      model: 'open',
      arrivals: 'constant',
      stages: [{ durationMs: RUN_MS, ratePerSecond: PER_SECOND }],
    },
    requests: [
      { name: 'status', weight: 3, rpc: { method: 'get_status' } },
      { name: 'ping', weight: 1, rpc: { method: 'rpc.ping' } },
    ],
  };
}

/** One client: it has had its first bytes when this resolves, unless it reads none. */
async function watch(url: string, number: number, isSilent: boolean): Promise<Socket> {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(`GET /api/runs/${number}/events HTTP/1.1\r\nhost: ${host}\r\n\r\n`);
  if (isSilent) return socket.pause();
  socket.on('data', () => undefined);
  await once(socket, 'data');
  return socket;
}

/** What each page took, ms, one after the other for a while. */
async function measure(url: string, pages: readonly string[]): Promise<number[][]> {
  const taken: number[][] = pages.map(() => []);
  for (const beganMs = performance.now(); performance.now() - beganMs < MEASURE_MS; )
    for (const [index, page] of pages.entries()) taken[index]?.push(await answerMs(url + page));
  return taken;
}

async function answerMs(url: string): Promise<number> {
  const beganMs = performance.now();
  const answer = await fetch(url);
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`);
  return performance.now() - beganMs;
}

async function runOf(store: Store, number: number) {
  for (;;) {
    const run = await getRun(store, number);
    if (run !== undefined && hasEnded(run.state.status)) return run;
    await sleep(500);
  }
}

interface Page {
  page: string;
  alone: number[];
  beside: number[];
}

function report(
  run: Awaited<ReturnType<typeof runOf>>,
  pages: readonly Page[],
  told: { clients: number; silent: number; stillHearing: number; joinedMs: number },
): string {
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  const rows = pages.map(({ page, alone, beside }) => [
    page,
    ms(median(alone)),
    ms(Math.max(...alone)),
    ms(median(beside)),
    ms(Math.max(...beside)),
    String(beside.length),
  ]);
  const { requests, failures } = run.state.totals;
  const planned = (RUN_MS / 1000) * PER_SECOND;
  const problems = pages
    .filter(({ beside }) => median(beside) > LIMIT_MS)
    .map(({ page }) => `${page} takes more than ${LIMIT_MS} ms.`);
  if (told.stillHearing < told.clients - told.silent)
    problems.push('Some clients that read hear nothing.');
  if (run.state.status !== 'finished' || failures > 0 || Math.abs(requests - planned) > 1)
    problems.push('The run suffered.');
  if (problems.length > 0) process.exitCode = 1;
  return [
    `${told.clients} clients, ${told.silent} of them not reading; all were connected after ${ms(told.joinedMs)}, and ${told.stillHearing} of the others heard of every second.`,
    '',
    table(['page', 'alone: median', 'most', 'beside them: median', 'most', 'times'], rows),
    '',
    `The run: ${run.state.status}, ${requests} of ${planned} requests, ${failures} failed, ${run.validity?.validity ?? 'of unknown validity'}.`,
    ...problems,
  ].join('\n');
}

const [clients = '1000', silent = '100'] = process.argv.slice(2);
console.log(await live(Number(clients), Number(silent)));
