import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { APIRequestContext } from '@playwright/test';
import { type Stack, startStack } from './start-stack';
import { expect, test } from './test';

interface RunAnswer {
  run: { number: number; status: string; failureReason: string | null };
  totals: { requests: number };
}

const PER_SECOND = 20;

/** Starts a run of pings, and waits until its load is under way. */
async function runUnderWay(request: APIRequestContext, { referenceUrl }: Stack, seconds: number) {
  const started = await request.post('/api/v1/runs', {
    data: {
      plan: {
        name: 'Pings',
        load: {
          model: 'open',
          arrivals: 'constant',
          stages: [{ durationMs: seconds * 1000, ratePerSecond: PER_SECOND }],
        },
        requests: [{ name: 'ping', weight: 1, rpc: { method: 'rpc.ping', params: {} } }],
      },
      targetUrl: `${referenceUrl}/api/v1/jsonrpc`,
    },
  });
  expect(started.status()).toBe(201);
  const { run } = (await started.json()) as RunAnswer;
  await expect
    .poll(async () => (await runOf(request, run.number)).totals.requests)
    .toBeGreaterThan(PER_SECOND);
  return run.number;
}

async function runOf(request: APIRequestContext, number: number): Promise<RunAnswer> {
  return (await (await request.get(`/api/v1/runs/${number}`)).json()) as RunAnswer;
}

/** The processes that `npm start` keeps running, by name, as the system lists them. */
function processesOf({ pid }: Stack): { worker?: number; dashboard?: number } {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const ours = lines
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent]) => Number(parent) === pid)
    .map(([child, , ...args]) => ({ child: Number(child), args: args.join(' ') }));
  const pidOf = (isWanted: (args: string) => boolean) =>
    ours.find(({ args }) => isWanted(args))?.child;
  return {
    worker: pidOf((args) => args.includes('worker/main.ts')),
    // Once it is ready, it may call itself by its framework's name.
    dashboard: pidOf((args) => /processes\/dashboard\.mjs|\bnext\b|next-server/.test(args)),
  };
}

function killNow(pid: number | undefined) {
  if (pid === undefined) throw new Error('There is no such process.');
  process.kill(pid, 'SIGKILL');
}

// What it leaves behind would be the newest target of other tests.
test('a dashboard that is killed is started again alone: the worker and its run go on', {
  tag: '@alone',
}, async ({ request, stack }) => {
  const number = await runUnderWay(request, stack, 15);
  const before = processesOf(stack);
  killNow(before.dashboard);
  await expect.poll(() => processesOf(stack).dashboard).not.toBe(before.dashboard);
  await expect
    .poll(async () => (await fetch(stack.url).catch(() => undefined))?.status, { timeout: 30_000 })
    .toBe(200);
  expect(processesOf(stack).worker).toBe(before.worker);
  await expect
    .poll(async () => (await runOf(request, number)).run.status, { timeout: 40_000 })
    .toBe('finished');
  expect((await runOf(request, number)).totals.requests).toBe(15 * PER_SECOND);
});

// On a machine that is busy the new worker alone takes longer to start.
test('of a worker that is killed the run is interrupted within 10 s, and the dashboard answers all the while', {
  tag: '@alone',
}, async ({ request, stack }) => {
  const number = await runUnderWay(request, stack, 60);
  const before = processesOf(stack);
  const killedMs = performance.now();
  killNow(before.worker);
  const statuses: number[] = [];
  let status = 'running';
  while (status === 'running' && performance.now() - killedMs < 30_000) {
    statuses.push((await fetch(`${stack.url}/runs/${number}`)).status);
    ({ status } = (await runOf(request, number)).run);
    await sleep(100);
  }
  const tookMs = performance.now() - killedMs;
  expect(status).toBe('interrupted');
  expect(tookMs).toBeLessThan(10_000);
  expect(new Set(statuses)).toEqual(new Set([200]));
  const after = processesOf(stack);
  expect(after.worker).not.toBe(before.worker);
  expect(after.dashboard).toBe(before.dashboard);
  // The new one takes the next run.
  const next = await runUnderWay(request, stack, 3);
  await expect.poll(async () => (await runOf(request, next)).run.status).toBe('finished');
});

test('each process ends when it is asked to, and is started again; all of them end with npm start, whose log is JSON', async ({
  playwright,
}) => {
  test.setTimeout(180_000);
  const stack = await startStack('empty', () => ({ PLIMSOLL_LOG_FORMAT: 'json' }));
  const request = await playwright.request.newContext({ baseURL: stack.url });
  const first = await runUnderWay(request, stack, 60);
  const { worker, dashboard } = processesOf(stack);
  process.kill(worker ?? 0, 'SIGTERM');
  await expect
    .poll(async () => (await runOf(request, first)).run, { timeout: 20_000 })
    .toMatchObject({
      status: 'stopped',
      failureReason: 'The worker was shut down during the run.',
    });
  expect((await runOf(request, first)).totals.requests).toBeGreaterThan(PER_SECOND);
  await expect.poll(() => processesOf(stack).worker, { timeout: 20_000 }).toBeGreaterThan(0);

  const second = await runUnderWay(request, stack, 8);
  process.kill(dashboard ?? 0, 'SIGTERM');
  await expect
    .poll(() => processesOf(stack).dashboard ?? dashboard, { timeout: 30_000 })
    .not.toBe(dashboard);
  await expect
    .poll(async () => (await runOf(request, second).catch(() => undefined))?.run.status, {
      timeout: 60_000,
    })
    .toBe('finished');
  // Nobody noticed anything but the pages.
  expect((await runOf(request, second)).totals.requests).toBe(8 * PER_SECOND);

  const left = Object.values(processesOf(stack));
  expect(left).toHaveLength(2);
  expect(await stack.stop()).toBe(0);
  for (const pid of left) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  await request.dispose();

  const records = stack
    .printed()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  for (const { time, level, process: name, message } of records)
    expect([time, level, name, message]).toEqual([
      expect.stringMatching(/^20\d\d-.*Z$/),
      expect.stringMatching(/^(info|error)$/),
      expect.stringMatching(/^(supervisor|worker|dashboard|reference service)$/),
      expect.any(String),
    ]);
  const ofRun = (number: number) => records.filter(({ run }) => run === number);
  expect(ofRun(first).map(({ message }) => message)).toEqual([
    expect.stringMatching(/^started on 127\.0\.0\.1:\d+$/),
    'ended: stopped',
  ]);
  expect(ofRun(second).at(-1)).toMatchObject({ process: 'worker', message: 'ended: finished' });
});
