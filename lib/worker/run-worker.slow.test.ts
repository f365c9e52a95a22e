import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listChannels, saveChannel } from '@/lib/automation/channels';
import { METHODS } from '@/lib/plan/figures';
import { getRun } from '@/lib/runs/get-run';
import { followRun } from '@/lib/runs/live/follow-run';
import type { RunEvent } from '@/lib/runs/model';
import { listSamples } from '@/lib/runs/samples';
import { startRun } from '@/lib/runs/start-run';
import { stopRun } from '@/lib/runs/stop-run';
import type { Store } from '@/lib/store/open-store';
import { goneHolderId } from '@/lib/testing/gone-holder-id';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { startHttpServer, startRpcServer, startTcpServer } from '@/lib/testing/start-server';
import { runWorker } from './run-worker';

const QUIET = { info: () => undefined, error: () => undefined };

function planOf(durationMs: number) {
  return {
    name: 'Test',
    load: {
      model: 'closed',
      stages: [{ users: 5, spawnPerSecond: 100, durationMs }],
      waitMs: { min: 20, max: 80 },
    },
    users: [{ behaviour: 'training-api', weight: 1 }],
    timeoutMs: 1000,
  };
}

/** A worker on this store, ended with the test or by `shutDown`. */
function startWorker(store: Store) {
  const ending = new AbortController();
  const ended = runWorker(store, { log: QUIET, signal: ending.signal });
  const shutDown = () => {
    ending.abort();
    return ended;
  };
  onTestFinished(shutDown);
  return shutDown;
}

/** Another process that holds the database for so long. */
async function lockFor({ sqlite }: Store, ms: number): Promise<void> {
  const script = `const db = new (require('better-sqlite3'))(${JSON.stringify(sqlite.name)});
    db.exec('BEGIN IMMEDIATE'); console.log('held');
    setTimeout(() => db.exec('COMMIT'), ${ms});`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
}

async function eventsOf(store: Store, number: number): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of followRun(store, number, AbortSignal.timeout(15_000)))
    events.push(event);
  return events;
}

async function startServer(delayMs = 2) {
  let jobs = 0;
  return startRpcServer(
    (method) => (method === METHODS.start ? { job_id: `job-${++jobs}` } : { status: 'running' }),
    delayMs,
  );
}

describe('a worker', () => {
  it('executes queued runs one after the other, each with all its samples and its summary', async () => {
    const store = openTestStore();
    const server = await startServer();
    const first = await startRun(store, { plan: planOf(1500), targetUrl: server.url });
    const second = await startRun(store, { plan: planOf(1000), targetUrl: server.url });
    startWorker(store);
    const events = await eventsOf(store, first.number);
    await eventsOf(store, second.number);

    const [one, two] = [await getRun(store, first.number), await getRun(store, second.number)];
    expect([one?.state.status, two?.state.status]).toEqual(['finished', 'finished']);
    expect(Date.parse(two?.state.startedAt ?? '')).toBeGreaterThanOrEqual(
      Date.parse(one?.state.endedAt ?? ''),
    );
    expect(one?.environment?.node).toBe(process.version);

    const requests = (one?.state.totals.requests ?? 0) + (two?.state.totals.requests ?? 0);
    const asked = [...server.calls].filter(([method]) => method.startsWith('training.'));
    expect(requests).toBe(asked.reduce((sum, [, calls]) => sum + calls, 0));
    const samples = await listSamples(store, first.number, { pageSize: 500 });
    expect(samples.total).toBe(one?.state.totals.requests);
    expect(samples.items[0]?.responseMs).toBe(one?.state.overall.response.maxMs);

    const statuses = [...new Set(events.map(({ state }) => state.status))];
    expect(statuses.slice(-2)).toEqual(['running', 'finished']);
    expect(events.at(-1)?.state.totals).toEqual(one?.state.totals);
  });

  it('stops a run when its row says so, and what it cut off is no failure', async () => {
    const store = openTestStore();
    const server = await startServer(600);
    const { number } = await startRun(store, { plan: planOf(60_000), targetUrl: server.url });
    startWorker(store);
    await expect
      .poll(async () => (await getRun(store, number))?.state.totals.requests, { timeout: 15_000 })
      .toBeGreaterThan(5);
    await stopRun(store, number, 'now');
    await eventsOf(store, number);
    const run = await getRun(store, number);
    expect(run?.state.status).toBe('stopped');
    expect(
      run?.state.endpoints.reduce((sum, one) => sum + one.outcomes.aborted, 0),
    ).toBeGreaterThan(0);
    expect(run?.state.totals.failures).toBe(0);
  });

  it('that is shut down stops its run, keeps it, and takes itself off the list', async () => {
    const store = openTestStore();
    const server = await startServer();
    const { number } = await startRun(store, { plan: planOf(60_000), targetUrl: server.url });
    const shutDown = startWorker(store);
    await expect
      .poll(async () => (await getRun(store, number))?.state.totals.requests, { timeout: 10_000 })
      .toBeGreaterThan(5);
    await shutDown();
    const run = await getRun(store, number);
    expect(run?.state.status).toBe('stopped');
    expect(run?.state.failureReason).toBe('The worker was shut down during the run.');
    expect(await store.prisma.worker.count()).toBe(0);
  });

  it('interrupts what another left behind, also while it executes a run itself', async () => {
    const store = openTestStore();
    const server = await startServer();
    const { number } = await startRun(store, { plan: planOf(60_000), targetUrl: server.url });
    startWorker(store);
    const statusOf = async (id: number) =>
      (await store.prisma.run.findUniqueOrThrow({ where: { id } })).status;
    await expect.poll(() => statusOf(number), { timeout: 10_000 }).toBe('running');
    const left = await insertRun(store, { workerId: goneHolderId() });
    await expect.poll(() => statusOf(left), { timeout: 10_000 }).toBe('interrupted');
    expect(await statusOf(number)).toBe('running');
  });

  it('stops sending for a run that somebody else has ended, and goes on with the next', async () => {
    const store = openTestStore();
    const server = await startServer();
    const { number } = await startRun(store, { plan: planOf(60_000), targetUrl: server.url });
    startWorker(store);
    const samples = () => store.prisma.sample.count({ where: { runId: number } });
    await expect.poll(samples, { timeout: 10_000 }).toBeGreaterThan(0);
    await store.prisma.run.update({ where: { id: number }, data: { status: 'interrupted' } });
    const before = await samples();
    const next = await startRun(store, { plan: planOf(1000), targetUrl: server.url });
    await eventsOf(store, next.number);
    expect((await getRun(store, next.number))?.state.status).toBe('finished');
    expect(await samples()).toBe(before);
    const run = await store.prisma.run.findUniqueOrThrow({ where: { id: number } });
    expect([run.status, run.endedAt]).toEqual(['interrupted', null]);
  });

  it('loses no request while another process locks the database, and says so', async () => {
    // As a worker's process has it.
    const store = openTestStore({ waitMs: 500 });
    const server = await startServer();
    const { number } = await startRun(store, { plan: planOf(8000), targetUrl: server.url });
    startWorker(store);
    await expect
      .poll(() => store.prisma.tick.count({ where: { runId: number } }), { timeout: 10_000 })
      .toBeGreaterThan(0);
    await lockFor(store, 4000);
    await eventsOf(store, number);
    const run = await store.prisma.run.findUniqueOrThrow({
      where: { id: number },
      include: { marks: true },
    });
    expect(run.status).toBe('finished');
    // The last of them holds what was in flight when the load ended, if anything was.
    const seconds = await store.prisma.tick.count({ where: { runId: number } });
    expect([8, 9]).toContain(seconds);
    expect(await store.prisma.sample.count({ where: { runId: number } })).toBe(run.requests);
    expect(run.marks.map(({ kind, text }) => [kind, text])).toEqual([
      [
        'note',
        expect.stringMatching(
          /^Storing was held up for [\d.]+\ss: the database was locked by another process\. Nothing was lost\.$/u,
        ),
      ],
    ]);
  });

  it('executes runs all the same while a receiver of its news hangs and another fails', async () => {
    const store = openTestStore();
    const hanging = await startTcpServer(() => undefined);
    const failing = await startHttpServer((_, response) => response.writeHead(500).end());
    for (const [name, { url }] of Object.entries({ hanging, failing }))
      await saveChannel(store, { name, kind: 'webhook', url, events: ['run-failed'] });
    const nowhere = { plan: planOf(1000), targetUrl: 'http://127.0.0.1:1/' };
    const bad = await startRun(store, nowhere);
    startWorker(store);
    await eventsOf(store, bad.number);
    // Now there is news under way.
    await expect
      .poll(async () => (await listChannels(store)).map(({ deliveries }) => deliveries[0]), {
        timeout: 15_000,
      })
      .toMatchObject([
        { status: 'waiting', lastError: 'Received HTTP 500.' },
        { status: 'waiting', attempts: 1 },
      ]);
    const server = await startServer();
    const good = await startRun(store, { plan: planOf(1000), targetUrl: server.url });
    await eventsOf(store, good.number);
    const run = await getRun(store, good.number);
    expect(run?.state.status).toBe('finished');
    expect(run?.state.totals.failures).toBe(0);
    // The one that hangs is still waited for: the run has not.
    expect((await listChannels(store))[1]?.deliveries).toMatchObject([
      { status: 'waiting', attempts: 1, lastError: undefined },
    ]);
  });

  it('shows that it lives before the first second is there', async () => {
    const store = openTestStore();
    const hanging = await startTcpServer(() => undefined);
    const { number } = await startRun(store, { plan: planOf(1000), targetUrl: hanging.url });
    startWorker(store);
    const heartbeats = async () => {
      const run = await store.prisma.run.findUniqueOrThrow({ where: { id: number } });
      if (run.heartbeatAt !== null) seen.add(run.heartbeatAt.getTime());
      return seen.size;
    };
    const seen = new Set<number>();
    // The look at the target alone takes three seconds.
    await expect.poll(heartbeats, { timeout: 15_000 }).toBeGreaterThan(2);
    expect(await store.prisma.tick.count()).toBe(0);
  });

  it('goes on after a run whose target cannot be spoken to', async () => {
    const store = openTestStore();
    const broken = await startTcpServer((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n<html>'));
    const server = await startServer();
    const bad = await startRun(store, { plan: planOf(1000), targetUrl: broken.url });
    const good = await startRun(store, { plan: planOf(1000), targetUrl: server.url });
    startWorker(store);
    await eventsOf(store, good.number);
    const failed = await getRun(store, bad.number);
    expect(failed?.state.status).toBe('failed');
    expect(failed?.state.failureReason).toContain('The body was an HTML page, not JSON');
    expect(failed?.state.failureAdvice).toContain('Check the path');
    expect(failed?.state.totals.requests).toBeGreaterThan(0);
    expect((await getRun(store, good.number))?.state.status).toBe('finished');
  });
});

it('following a run that does not exist ends at once', async () => {
  expect(await eventsOf(openTestStore(), 7)).toEqual([]);
});
