import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { noteWatcher } from '@/lib/runs/live/watchers';
import type { Store } from '@/lib/store/open-store';
import { claimJob, moveJob, requestStop } from '@/lib/store/queue/queue';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { reportOf } from '@/lib/testing/report-of';
import { createStopAfter, watchLoadChanges, watchStop } from './run-control';

const second = (jobs?: number) => {
  const report = reportOf(0, [{ serviceUs: 5 }, { serviceUs: 5 }]);
  const gauges = { queued: 0, running: 0, completed: jobs ?? 0, failed: 0, cancelled: 0 };
  return jobs === undefined ? report : { ...report, tick: { ...report.tick, jobs: gauges } };
};

it('has enough once so many requests were sent, or so many jobs have ended', () => {
  const requests = createStopAfter({ requests: 5 });
  expect([second(), second(), second()].map(requests)).toEqual([false, false, true]);
  const jobs = createStopAfter({ jobsEnded: 3 });
  expect([second(), second(2), second(3)].map(jobs)).toEqual([false, false, true]);
  const none = createStopAfter(undefined);
  expect([second(), second(1000)].map(none)).toEqual([false, false]);
});

async function heldSuite(store: Store) {
  const target = { targetName: 'Test target', targetUrl: 'http://127.0.0.1:1/' };
  await store.prisma.suite.create({ data: { ...target, status: 'queued', quick: true } });
  const lease = await claimJob(store, 'suite', 'w1');
  if (lease === undefined) throw new Error('not claimed');
  const watch = watchStop(store, lease);
  onTestFinished(() => watch.end());
  return { lease, watch };
}

it('passes the wish to stop a suite on to its run, and to one that begins after it', async () => {
  const store = openTestStore();
  const { lease, watch } = await heldSuite(store);
  const [first, second] = [await insertRun(store), await insertRun(store)];
  const statusOf = async (id: number) =>
    (await store.prisma.run.findUniqueOrThrow({ where: { id } })).status;
  watch.setRun(first);
  expect(watch.isStopped()).toBe(false);
  await requestStop(store, 'suite', lease.id);
  await expect.poll(() => statusOf(first)).toBe('stopping');
  expect(watch.isStopped()).toBe(true);
  expect(await statusOf(second)).toBe('running');
  watch.setRun(second);
  await expect.poll(() => statusOf(second)).toBe('stopping');
});

it('stops a suite that somebody has declared interrupted meanwhile', async () => {
  const store = openTestStore();
  const { lease, watch } = await heldSuite(store);
  await moveJob(store.prisma, { kind: 'suite', id: lease.id }, 'interrupted');
  await expect.poll(() => watch.isStopped()).toBe(true);
});

it('stops a run that nobody watches any more, by its own clock', async () => {
  const store = openTestStore();
  const number = await insertRun(store, { stopUnwatchedAfterMs: 700 });
  const told: string[] = [];
  const load = { stop: (mode: string) => void told.push(mode), change() {}, elapsedMs: () => 0 };
  const unwatch = watchLoadChanges(store, number, { ...load, done: new Promise(() => {}) }, () =>
    told.push('unwatched'),
  );
  onTestFinished(unwatch);
  // Who watches may have a clock that is an hour behind.
  const watching = setInterval(() => noteWatcher(store, number, Date.now() - 3_600_000), 100);
  onTestFinished(() => clearInterval(watching));
  await sleep(1500);
  expect(told).toEqual([]);
  clearInterval(watching);
  await expect.poll(() => told, { timeout: 5000 }).toEqual(['unwatched', 'now']);
});

it('a run that need not be watched goes on alone', async () => {
  const store = openTestStore();
  const number = await insertRun(store);
  noteWatcher(store, number, 1);
  expect(
    (await store.prisma.run.findUniqueOrThrow({ where: { id: number } })).watchedAt,
  ).toBeNull();
});
