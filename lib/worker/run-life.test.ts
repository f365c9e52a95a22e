import { describe, expect, it } from 'vitest';
import { deleteRun, editRun } from '@/lib/runs/edit-run';
import { endRun } from '@/lib/runs/end-run';
import { getRun } from '@/lib/runs/get-run';
import { RUN_TRANSITIONS } from '@/lib/runs/model';
import { stopRun } from '@/lib/runs/stop-run';
import { openSecondWriter } from '@/lib/store/seconds';
import { errorOf } from '@/lib/testing/error-of';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { reportOf } from '@/lib/testing/report-of';
import { beat, isWorkerAlive, retire } from './heartbeat';
import { claimRun, interruptStaleRuns } from './queue';

const HEARTBEAT = 1_700_000_000_000;

describe('claimRun', () => {
  it('takes the oldest queued run, once', async () => {
    const store = openTestStore();
    const first = await insertRun(store, { status: 'queued', startedAt: null });
    const second = await insertRun(store, { status: 'queued', startedAt: null });
    expect((await claimRun(store, 'w1'))?.id).toBe(first);
    const claimed = await claimRun(store, 'w2');
    expect(claimed).toMatchObject({ id: second, status: 'running', workerId: 'w2' });
    expect(await claimRun(store, 'w1')).toBeUndefined();
  });

  it('gives each of many runs to exactly one of several workers that ask at once', async () => {
    const store = openTestStore();
    for (let i = 0; i < 5; i++) await insertRun(store, { status: 'queued' });
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, worker) => claimRun(store, `w${worker}`)),
    );
    const taken = claims.flatMap((run) => (run === undefined ? [] : [run.id]));
    expect(new Set(taken).size).toBe(taken.length);
  });
});

describe('stopRun', () => {
  it('ends a queued run at once', async () => {
    const store = openTestStore();
    const number = await insertRun(store, { status: 'queued' });
    await stopRun(store, number, 'now');
    expect((await getRun(store, number))?.state.status).toBe('stopped');
  });

  it('asks a running one to stop, and lets a graceful stop become an immediate one', async () => {
    const store = openTestStore();
    const number = await insertRun(store, { heartbeatAt: new Date() });
    await stopRun(store, number, 'gracefully');
    await stopRun(store, number, 'now');
    const run = await store.prisma.run.findUniqueOrThrow({ where: { id: number } });
    expect([run.status, run.stopMode]).toEqual(['stopping', 'now']);
  });

  it('says that a run has ended or does not exist', async () => {
    const store = openTestStore();
    const number = await insertRun(store, { status: 'finished' });
    expect((await errorOf(stopRun(store, number, 'now'))).message).toBe(
      `Run ${number} has already ended (finished).`,
    );
    expect((await errorOf(stopRun(store, 99, 'now'))).code).toBe('not-found');
  });
});

describe('a run whose worker is gone', () => {
  it('is interrupted, with everything up to its last second', async () => {
    const store = openTestStore();
    const number = await insertRun(store, { heartbeatAt: new Date(HEARTBEAT) });
    const writer = openSecondWriter(store.sqlite, number);
    writer.write(reportOf(0, [{ serviceUs: 1000 }, { serviceUs: 3000 }]), HEARTBEAT);
    writer.write(reportOf(1, [{ serviceUs: 2000 }]), HEARTBEAT);

    expect(await interruptStaleRuns(store, HEARTBEAT + 9_999)).toEqual([]);
    expect(await interruptStaleRuns(store, HEARTBEAT + 10_001)).toEqual([number]);
    expect(await interruptStaleRuns(store, HEARTBEAT + 10_001)).toEqual([]);

    const run = await getRun(store, number);
    expect(run?.state).toMatchObject({
      status: 'interrupted',
      endedAt: new Date(HEARTBEAT).toISOString(),
      totals: { requests: 3, requestsPerSecond: 1.5 },
    });
    expect(run?.state.failureReason).toContain('stopped responding');
    expect(run?.series.points).toHaveLength(2);
    const summary = await store.prisma.summary.findMany({ where: { runId: number } });
    expect(summary.map((row) => [row.endpoint, row.requests])).toEqual([
      [-1, 3],
      [0, 3],
    ]);
  });
});

describe('endRun', () => {
  it('a finished run of which nothing succeeded has failed, and says why and what to do', async () => {
    const store = openTestStore();
    const number = await insertRun(store, { heartbeatAt: new Date() });
    const error = {
      id: 1,
      endpoint: 0,
      outcome: 'networkError',
      code: 'ECONNREFUSED',
      message: 'connection refused',
      count: 2,
      firstMs: 1,
      lastMs: 2,
    } as const;
    openSecondWriter(store.sqlite, number).write(
      reportOf(
        0,
        [
          { serviceUs: 100, outcome: 'networkError', error: 1 },
          { serviceUs: 100, outcome: 'networkError', error: 1 },
        ],
        { errors: [error] },
      ),
      Date.now(),
    );
    await endRun(store, number, { status: 'finished', endedAt: new Date(), durationMs: 1000 });
    const run = await getRun(store, number);
    expect(run?.state).toMatchObject({
      status: 'failed',
      failureReason:
        'All 2 requests to http://127.0.0.1:1/api/v1/jsonrpc failed; most often: connection refused (ECONNREFUSED).',
      totals: { requests: 2, failures: 2, failureRate: 1 },
    });
    expect(run?.state.failureAdvice).toContain('Start the service');
    expect(run?.state.overall.response.p95Ms).toBeUndefined();
  });

  it('ends a run only once', async () => {
    const store = openTestStore();
    const number = await insertRun(store, { heartbeatAt: new Date() });
    const end = { status: 'finished', endedAt: new Date(), durationMs: 1000 } as const;
    expect(await endRun(store, number, end)).toBe(true);
    expect(await endRun(store, number, { ...end, status: 'interrupted' })).toBe(false);
    expect((await getRun(store, number))?.state.status).toBe('finished');
  });

  it('a run without any request has no rate and no percentiles', async () => {
    const store = openTestStore();
    const number = await insertRun(store, { heartbeatAt: new Date() });
    await endRun(store, number, { status: 'stopped', endedAt: new Date() });
    const run = await store.prisma.run.findUniqueOrThrow({ where: { id: number } });
    expect(run).toMatchObject({
      status: 'stopped',
      requests: 0,
      failureRate: null,
      requestsPerSecond: null,
      p95Ms: null,
    });
  });
});

describe('editRun and deleteRun', () => {
  it('change what is given and keep the rest', async () => {
    const store = openTestStore();
    const number = await insertRun(store, { status: 'finished', note: 'before' });
    await editRun(store, number, { name: 'Release 4', labels: ['good', 'good', 'nightly'] });
    await editRun(store, number, { name: '' });
    expect(await getRun(store, number)).toMatchObject({
      name: undefined,
      note: 'before',
      labels: ['good', 'nightly'],
    });
  });

  it('refuse a bad label without changing anything', async () => {
    const store = openTestStore();
    const number = await insertRun(store, { status: 'finished' });
    const error = await errorOf(editRun(store, number, { name: 'x', labels: ['ok', ' '] }));
    expect(error.problems).toEqual([{ path: 'labels[1]', message: 'is required.' }]);
    expect((await getRun(store, number))?.name).toBeUndefined();
  });

  it('delete an ended run with all that hangs on it, but never one under way', async () => {
    const store = openTestStore();
    const number = await insertRun(store, { heartbeatAt: new Date() });
    openSecondWriter(store.sqlite, number).write(reportOf(0, [{ serviceUs: 1 }]), Date.now());
    expect((await errorOf(deleteRun(store, number))).message).toBe(
      `Run ${number} is running. Stop it before deleting it.`,
    );
    await endRun(store, number, { status: 'stopped', endedAt: new Date() });
    await editRun(store, number, { labels: ['x'] });
    await deleteRun(store, number);
    for (const table of ['Sample', 'Window', 'Tick', 'Endpoint', 'Summary', 'RunLabel', 'Run'])
      expect(store.sqlite.prepare(`SELECT COUNT(*) AS n FROM "${table}"`).get(), table).toEqual({
        n: 0,
      });
  });
});

describe('workers', () => {
  it('are alive for ten seconds after each heartbeat, until they retire', async () => {
    const store = openTestStore();
    expect(await isWorkerAlive(store, HEARTBEAT)).toBe(false);
    await beat(store, 'w', HEARTBEAT);
    expect(await isWorkerAlive(store, HEARTBEAT + 10_000)).toBe(true);
    expect(await isWorkerAlive(store, HEARTBEAT + 10_001)).toBe(false);
    await beat(store, 'w', HEARTBEAT + 5000);
    expect(await isWorkerAlive(store, HEARTBEAT + 15_000)).toBe(true);
    await retire(store, 'w');
    expect(await isWorkerAlive(store, HEARTBEAT + 5000)).toBe(false);
  });
});

it('no status can be left for a status that is not there, and ended ones never', () => {
  const ended = Object.entries(RUN_TRANSITIONS).filter(([, next]) => next.length === 0);
  expect(ended.map(([status]) => status)).toEqual(['finished', 'stopped', 'interrupted', 'failed']);
});
