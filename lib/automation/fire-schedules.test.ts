import { expect, test } from 'vitest';
import { startRun } from '@/lib/runs/start-run';
import { seedStore } from '@/lib/store/get-store';
import type { Store } from '@/lib/store/open-store';
import { errorOf } from '@/lib/testing/error-of';
import { openTestStore } from '@/lib/testing/open-test-store';
import { fireSchedules, GRACE_MS } from './fire-schedules';
import { deleteSchedule, listSchedules, saveSchedule, switchSchedule } from './schedules';

const at = (iso: string) => Date.parse(iso);
const HOUR_MS = 3_600_000;
const NIGHTLY = {
  name: 'Nightly',
  cron: '30 2 * * *',
  timeZone: 'Europe/Berlin',
  start: { kind: 'scenario', scenario: 'light', target: 'Reference service', users: 5 },
};

async function openSeeded(): Promise<Store> {
  const store = openTestStore();
  await seedStore(store, { REFERENCE_PORT: '8001' });
  return store;
}

const firingsOf = async (store: Store) =>
  (await listSchedules(store))[0]?.firings.map(({ dueAt, status, run }) => [dueAt, status, run]);

test('a nightly run is started once a night through both changes of the clock', async () => {
  const store = await openSeeded();
  for (const [from, to, wanted] of [
    ['2026-03-27T12:00:00Z', '2026-03-30T12:00:00Z', ['28T01:30', '29T01:00', '30T00:30']],
    ['2026-10-23T12:00:00Z', '2026-10-26T12:00:00Z', ['24T00:30', '25T00:30', '26T01:30']],
  ] as const) {
    const id = await saveSchedule(store, NIGHTLY, at(from));
    for (let nowMs = at(from); nowMs <= at(to); nowMs += 15 * 60_000) {
      await fireSchedules(store, { nowMs });
      await store.prisma.run.updateMany({ data: { status: 'finished' } });
    }
    const firings = (await firingsOf(store)) ?? [];
    expect(firings.map(([dueAt, status]) => [String(dueAt).slice(8, 16), status])).toEqual(
      wanted.map((time) => [time, 'started']).reverse(),
    );
    await deleteSchedule(store, id);
  }
  expect(await store.prisma.run.count()).toBe(6);
});

test('one that is still under way is not joined by a second, unless that is wanted', async () => {
  const store = await openSeeded();
  const begin = at('2026-11-24T00:00:00Z');
  const hourly = { ...NIGHTLY, cron: '0 * * * *', timeZone: 'UTC' };
  const id = await saveSchedule(store, hourly, begin);
  await fireSchedules(store, { nowMs: begin + HOUR_MS });
  await fireSchedules(store, { nowMs: begin + 2 * HOUR_MS });
  const [schedule] = await listSchedules(store);
  expect(schedule?.firings.map(({ status, note }) => [status, note])).toEqual([
    ['skipped', 'Run 1 was still active.'],
    ['started', undefined],
  ]);
  await saveSchedule(store, { ...hourly, id, skipIfRunning: false }, begin + 2 * HOUR_MS);
  await fireSchedules(store, { nowMs: begin + 3 * HOUR_MS });
  expect((await firingsOf(store))?.[0]).toEqual(['2026-11-24T03:00:00.000Z', 'started', 2]);
});

test('times that passed without a worker are told as missed; the last is started if it is in time', async () => {
  const store = await openSeeded();
  const begin = at('2026-11-24T00:00:00Z');
  await saveSchedule(store, { ...NIGHTLY, cron: '0 * * * *', timeZone: 'UTC' }, begin);
  await fireSchedules(store, { nowMs: begin + 3 * HOUR_MS + GRACE_MS });
  expect(await firingsOf(store)).toEqual([
    ['2026-11-24T03:00:00.000Z', 'started', 1],
    ['2026-11-24T02:00:00.000Z', 'missed', undefined],
    ['2026-11-24T01:00:00.000Z', 'missed', undefined],
  ]);
  await fireSchedules(store, { nowMs: begin + 4 * HOUR_MS + GRACE_MS + 1 });
  const [schedule] = await listSchedules(store);
  expect(schedule?.firings[0]).toMatchObject({
    status: 'missed',
    note: 'No worker was running until 10\u202fmin later.',
  });
  expect(schedule?.nextAt).toBe('2026-11-24T05:00:00.000Z');
});

test('jitter puts the start off by chance, and the time it is due stays', async () => {
  const store = await openSeeded();
  const begin = at('2026-11-24T00:00:00Z');
  const jittered = { ...NIGHTLY, cron: '0 * * * *', timeZone: 'UTC', jitterMs: 600_000 };
  await saveSchedule(store, jittered, begin, () => 0.5);
  expect((await listSchedules(store))[0]?.nextAt).toBe('2026-11-24T01:05:00.000Z');
  await fireSchedules(store, { nowMs: begin + HOUR_MS + 299_999 });
  expect(await firingsOf(store)).toEqual([]);
  await fireSchedules(store, { nowMs: begin + HOUR_MS + 300_000, random: () => 0 });
  expect(await firingsOf(store)).toEqual([['2026-11-24T01:00:00.000Z', 'started', 1]]);
});

test.each([
  ['before it was queued', false],
  ['after it was queued', true],
])('a worker that is lost %s leaves it neither lost nor doubled', async (_when, queued) => {
  const store = await openSeeded();
  const begin = at('2026-11-24T00:00:00Z');
  await saveSchedule(store, { ...NIGHTLY, cron: '0 * * * *', timeZone: 'UTC' }, begin);
  const nowMs = begin + HOUR_MS;
  const lost = fireSchedules(store, {
    nowMs,
    async start(_store, { kind: _, ...what }, firing) {
      if (queued) await startRun(store, { ...what, firing });
      throw new Error('SIGKILL');
    },
  });
  // What a killed process leaves behind is the row; that it also throws is of this test alone.
  await lost.catch(() => undefined);
  await store.prisma.scheduleFiring.updateMany({ data: { status: 'starting', runId: null } });
  await fireSchedules(store, { nowMs: nowMs + 5000 });
  await fireSchedules(store, { nowMs: nowMs + 6000 });
  expect(await firingsOf(store)).toEqual([['2026-11-24T01:00:00.000Z', 'started', 1]]);
  expect(await store.prisma.run.count()).toBe(1);
});

test('two workers that look at the same moment start it once', async () => {
  const store = await openSeeded();
  const begin = at('2026-11-24T00:00:00Z');
  await saveSchedule(store, { ...NIGHTLY, cron: '0 * * * *', timeZone: 'UTC' }, begin);
  const nowMs = begin + HOUR_MS;
  await Promise.all([1, 2, 3].map(() => fireSchedules(store, { nowMs })));
  expect(await store.prisma.run.count()).toBe(1);
  expect(await firingsOf(store)).toEqual([['2026-11-24T01:00:00.000Z', 'started', 1]]);
});

test('a target that is gone is a firing that failed, and says why', async () => {
  const store = await openSeeded();
  const begin = at('2026-11-24T00:00:00Z');
  await saveSchedule(store, { ...NIGHTLY, cron: '0 * * * *', timeZone: 'UTC' }, begin);
  await store.prisma.target.deleteMany();
  await fireSchedules(store, { nowMs: begin + HOUR_MS });
  const [schedule] = await listSchedules(store);
  expect(schedule?.firings[0]?.status).toBe('failed');
  expect(schedule?.firings[0]?.note).toContain('"Reference service"');
});

test('a schedule that is off starts nothing, and begins anew with its next time', async () => {
  const store = await openSeeded();
  const begin = at('2026-11-24T00:00:00Z');
  const id = await saveSchedule(store, { ...NIGHTLY, cron: '0 * * * *', timeZone: 'UTC' }, begin);
  await switchSchedule(store, id, false, begin);
  await fireSchedules(store, { nowMs: begin + 5 * HOUR_MS });
  expect(await firingsOf(store)).toEqual([]);
  await switchSchedule(store, id, true, begin + 5.5 * HOUR_MS);
  expect((await listSchedules(store))[0]?.nextAt).toBe('2026-11-24T06:00:00.000Z');
});

test('all that is wrong with a schedule is said at once', async () => {
  const store = await openSeeded();
  const wrong = saveSchedule(
    store,
    { name: '', cron: 'at night', timeZone: 'UTC', jitterMs: -1, start: { kind: 'scenario' } },
    0,
  );
  expect((await errorOf(wrong)).problems.map(({ path }) => path)).toEqual([
    'name',
    'jitterMs',
    'start.scenario',
    'start.target',
  ]);
  const unknown = { kind: 'scenario', scenario: 'nothing', target: 'nowhere', profile: 'none' };
  const missing = saveSchedule(store, { ...NIGHTLY, start: unknown }, 0);
  expect((await errorOf(missing)).problems.map(({ path }) => path)).toEqual([
    'start.target',
    'start.scenario',
    'start.profile',
  ]);
  const size = { ...NIGHTLY.start, users: undefined, ratePerSecond: 5 };
  const otherModel = saveSchedule(store, { ...NIGHTLY, start: size }, 0);
  expect((await errorOf(otherModel)).problems).toEqual([
    {
      path: 'start.ratePerSecond',
      message: 'does not apply: this plan has virtual users. Set the users instead.',
    },
  ]);
});

test('a schedule says in words when it starts what', async () => {
  const store = await openSeeded();
  await saveSchedule(store, NIGHTLY, 0);
  const suite = { kind: 'suite', target: 'Reference service', quick: true };
  await saveSchedule(store, { ...NIGHTLY, name: 'Q', cron: '0 4 1 1,4,7,10 *', start: suite }, 0);
  const schedules = await listSchedules(store);
  expect(schedules.map(({ when, what }) => [when, what])).toEqual([
    ['At 02:30', 'Light on Reference service, 5 users'],
    ['On the first day of every quarter at 04:00', 'Quick benchmark suite on Reference service'],
  ]);
});
