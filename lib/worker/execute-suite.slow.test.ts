import { expect, it } from 'vitest';
import type { Store } from '@/lib/store/open-store';
import { claimJob } from '@/lib/store/queue/queue';
import { getSuite, listSuites, startSuite, stopSuite } from '@/lib/suites/suites';
import { errorOf } from '@/lib/testing/error-of';
import { interruptSilent } from '@/lib/testing/interrupt-silent';
import { lockOften } from '@/lib/testing/lock-often';
import { openTestStore } from '@/lib/testing/open-test-store';
import { startTestService } from '@/reference-service/testing/start-test-service';
import { executeSuite } from './execute-suite';

async function suiteOf(store: Store, benchmarks: number[], withMetrics: boolean) {
  const { url } = await startTestService({ modelStepMedianMs: 1 });
  const target = await store.prisma.target.create({
    data: {
      name: 'Reference',
      url: `${url}/api/v1/jsonrpc`,
      metricsUrl: withMetrics ? `${url}/metrics` : null,
    },
  });
  return startSuite(store, { target: target.id, quick: true, benchmarks });
}

async function carriedOut(store: Store, id: number) {
  const suite = await claimJob(store, 'suite', 'w1');
  if (suite?.id !== id) throw new Error('not claimed');
  await executeSuite(store, suite);
  return getSuite(store, id);
}

it('measures writes and memory in one run, and cancellation in another', async () => {
  const store = openTestStore();
  const { id } = await suiteOf(store, [12, 4, 6], true);
  const suite = await carriedOut(store, id);
  expect(suite?.status).toBe('finished');
  const [writes, memory, cancellation] = suite?.benchmarks ?? [];
  expect(writes?.runs).toEqual([1]);
  expect(memory?.runs).toEqual([1]);
  expect(cancellation?.runs).toEqual([2]);
  expect(writes?.result?.actual).toBeGreaterThan(0);
  expect(memory?.result?.actual).toBeGreaterThanOrEqual(0);
  expect(cancellation?.result?.detail).toMatch(/^\d+ jobs cancelled\.$/);
  const run = await store.prisma.run.findUniqueOrThrow({ where: { id: 1 } });
  expect(run).toMatchObject({ suiteId: id, status: 'finished', profileName: null });
  expect((await listSuites(store))[0]).toMatchObject({ done: 3, of: 3, compliance: { of: 1 } });
});

it('waits for a database that is locked again and again, as its runs do', {
  timeout: 120_000,
}, async () => {
  const store = openTestStore({ waitMs: 50 });
  const { id } = await suiteOf(store, [12], true);
  const lease = await claimJob(store, 'suite', 'w1');
  if (lease === undefined) throw new Error('not claimed');
  await lockOften(store);
  await executeSuite(store, lease);
  const suite = await getSuite(store, id);
  expect([suite?.status, suite?.failureReason]).toEqual(['finished', undefined]);
  expect(suite?.benchmarks.map(({ runs, status }) => [runs, status])).toEqual([[[1], 'ended']]);
});

it('without metrics has no data for what needs them, and goes on', async () => {
  const store = openTestStore();
  const { id } = await suiteOf(store, [4, 7], false);
  const suite = await carriedOut(store, id);
  const [writes, requests] = suite?.benchmarks ?? [];
  expect(writes?.result).toEqual({
    verdict: 'no-data',
    reason: 'The target does not expose the metric training_trajectories_written_total.',
  });
  expect(requests?.result?.actual).toBeGreaterThan(0);
  expect(requests?.result?.detail).toBe('50 of 50 starts accepted.');
});

it('stops at once when it is asked to, and skips the rest', async () => {
  const store = openTestStore();
  const { id } = await suiteOf(store, [4, 8], true);
  const carrying = carriedOut(store, id);
  await expect
    .poll(() => store.prisma.run.count({ where: { status: 'running' } }), { timeout: 10_000 })
    .toBe(1);
  await stopSuite(store, id);
  const suite = await carrying;
  expect(suite?.status).toBe('stopped');
  expect(suite?.benchmarks.map(({ status }) => status)).toEqual(['skipped', 'skipped']);
  expect(await errorOf(stopSuite(store, id))).toMatchObject({ code: 'conflict' });
});

it('is one at a time on a target, and interrupted when its worker is gone', async () => {
  const store = openTestStore();
  const input = { targetUrl: 'http://127.0.0.1:1/api', benchmarks: [5] };
  const { id } = await startSuite(store, input);
  expect(await errorOf(startSuite(store, input))).toMatchObject({ code: 'conflict' });
  await claimJob(store, 'suite', 'w1');
  await interruptSilent(store);
  expect(await getSuite(store, id)).toMatchObject({
    status: 'interrupted',
    benchmarks: [{ status: 'skipped' }],
  });
  expect(await errorOf(startSuite(store, { benchmarks: [13] }))).toMatchObject({
    problems: [{ path: 'benchmarks[0]' }, { path: 'target' }],
  });
});
