import { describe, expect, it } from 'vitest';
import { getOverview } from '@/app/(dashboard)/(overview)/get-overview';
import { getSearch, listSearches } from '@/lib/capacity/search/get-search';
import { BUILT_IN_SCENARIOS } from '@/lib/plan/built-in';
import { deleteRun, editRun } from '@/lib/runs/edit-run';
import { endRun } from '@/lib/runs/end-run';
import { getRun } from '@/lib/runs/get-run';
import { listRuns } from '@/lib/runs/list-runs';
import { followRun } from '@/lib/runs/live/follow-run';
import { stopRun } from '@/lib/runs/stop-run';
import { claimJob } from '@/lib/store/queue/queue';
import { openSecondWriter } from '@/lib/store/seconds';
import { getSuite, listSuites } from '@/lib/suites/suites';
import { errorOf } from '@/lib/testing/error-of';
import { insertRun } from '@/lib/testing/insert-run';
import { interruptSilent } from '@/lib/testing/interrupt-silent';
import { openTestStore } from '@/lib/testing/open-test-store';
import { reportOf } from '@/lib/testing/report-of';
import { executeRun } from './execute-run';

const HEARTBEAT = 1_700_000_000_000;

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

    expect(await interruptSilent(store, { afterMs: 9_999 })).toEqual([]);
    expect(await interruptSilent(store, { afterMs: 10_001 })).toEqual([`run ${number}`]);
    expect(await interruptSilent(store, { afterMs: 10_001 })).toEqual([]);

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

describe('who only reads', () => {
  it('leaves a run whose worker is gone as it is, and says that it is not heard of', async () => {
    const store = openTestStore();
    const number = await insertRun(store, { startedAt: new Date(HEARTBEAT - 5000) });
    const before = await store.prisma.run.findUniqueOrThrow({ where: { id: number } });

    const run = await getRun(store, number);
    expect(run?.state).toMatchObject({ status: 'running', isStale: true });
    // Not until now: until it was last heard of.
    expect(run?.state.progress.elapsedMs).toBe(5000);
    expect((await listRuns(store, {})).items).toMatchObject([{ status: 'running', isStale: true }]);
    expect((await getOverview(store)).active).toMatchObject([{ number, isStale: true }]);
    const events = followRun(store, number, AbortSignal.timeout(10_000));
    expect((await events.next()).value?.state).toMatchObject({ status: 'running', isStale: true });
    expect(await store.prisma.run.findUniqueOrThrow({ where: { id: number } })).toEqual(before);

    // A worker that starts interrupts it; who follows hears of that, and the stream ends.
    await interruptSilent(store, { ownId: 'w2' });
    const last = (await events.next()).value?.state;
    expect(last).toMatchObject({ status: 'interrupted', isStale: false });
    expect((await events.next()).done).toBe(true);
  });

  it('leaves suites and searches as they are', async () => {
    const store = openTestStore();
    const target = { targetName: 'Test target', targetUrl: 'http://127.0.0.1:1/' };
    const held = { status: 'running', workerId: 'w1', heartbeatAt: new Date(HEARTBEAT) };
    const suite = await store.prisma.suite.create({ data: { ...held, ...target, quick: true } });
    const { load } = BUILT_IN_SCENARIOS[0]?.plan ?? {};
    const search = await store.prisma.search.create({
      data: {
        ...held,
        ...target,
        scenarioName: 'Light',
        plan: JSON.stringify({ name: 'Light', load }),
        familyHash: 'f',
        profileName: 'Strict',
        profileVersion: 1,
        objectives: '[]',
        options: JSON.stringify({ from: 1, to: 8, stepMs: 10_000, settleMs: 1000, maxSteps: 4 }),
        startedAt: new Date(HEARTBEAT - 5000),
      },
    });
    expect(await getSuite(store, suite.id)).toMatchObject({ status: 'running', isStale: true });
    expect(await listSuites(store)).toMatchObject([{ status: 'running', isStale: true }]);
    const view = await getSearch(store, search.id);
    expect(view).toMatchObject({ status: 'running', isStale: true, cost: { ms: 5000 } });
    expect(await listSearches(store)).toMatchObject([{ status: 'running', isStale: true }]);
    expect(await store.prisma.suite.findMany()).toEqual([suite]);
    expect(await store.prisma.search.findMany()).toEqual([search]);

    const own = await interruptSilent(store, { ownId: 'w1' });
    expect(own, 'a worker leaves its own').toEqual([]);
    expect(await interruptSilent(store)).toEqual([`suite ${suite.id}`, `search ${search.id}`]);
    expect(await getSuite(store, suite.id)).toMatchObject({ status: 'interrupted' });
  });
});

it('a run that a suite had queued when its worker was lost is taken off the queue', async () => {
  const store = openTestStore();
  const suite = await store.prisma.suite.create({
    data: {
      status: 'running',
      heartbeatAt: new Date(HEARTBEAT),
      targetName: 'Test target',
      targetUrl: 'http://127.0.0.1:1/',
      quick: true,
    },
  });
  const number = await insertRun(store, { status: 'queued', suiteId: suite.id });
  await interruptSilent(store);
  expect((await getRun(store, number))?.state.status).toBe('stopped');
});

it('an import that was cut off is kept, and says what it is', async () => {
  const store = openTestStore();
  const number = await insertRun(store, { source: 'k6' });
  expect(await interruptSilent(store, { afterMs: 9000 })).toEqual([]);
  expect(await interruptSilent(store)).toEqual([`run ${number}`]);
  expect((await getRun(store, number))?.state).toMatchObject({
    status: 'interrupted',
    failureReason: 'The import was cut off, so only part of the file is here.',
    failureAdvice: 'Delete this run and import the file again.',
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

  it('is for the worker that holds the run, and not when somebody else has ended it', async () => {
    const store = openTestStore();
    const number = await insertRun(store, { workerId: 'w1' });
    const end = { status: 'finished', endedAt: new Date(), durationMs: 1000 } as const;
    expect(await endRun(store, number, end, { workerId: 'w2' })).toBe(false);
    await interruptSilent(store);
    expect(await endRun(store, number, end, { workerId: 'w1' })).toBe(false);
    expect((await getRun(store, number))?.state.status).toBe('interrupted');
  });

  it('is not for a run that was heard of again', async () => {
    const store = openTestStore();
    const number = await insertRun(store, { heartbeatAt: new Date(HEARTBEAT + 2000) });
    const end = { status: 'interrupted', endedAt: new Date() } as const;
    const heartbeatAt = new Date(HEARTBEAT + 1000);
    expect(await endRun(store, number, end, { heartbeatAt })).toBe(false);
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

describe('a run that the disk has no room for any more', () => {
  it('fails with that sentence, and sends nothing', async () => {
    const store = openTestStore();
    const number = await insertRun(store, { status: 'queued', startedAt: null, heartbeatAt: null });
    const lease = await claimJob(store, 'run', 'w1');
    if (lease === undefined) throw new Error('There is nothing to claim.');
    await executeRun(store, lease, { roomBytes: 2_000_000 });
    const run = await getRun(store, number);
    expect(run?.state).toMatchObject({ status: 'failed', totals: { requests: 0 } });
    expect(run?.state.failureReason).toMatch(/^The run may need .+ where 2\.00\sMB are free\.$/u);
    expect(run?.state.failureAdvice).toMatch(/^Free some space/);
  });
});
