import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import type { Store } from '@/lib/store/open-store';
import { HoldLost } from '@/lib/store/queue/hold';
import { openSecondWriter } from '@/lib/store/seconds';
import { troubleOf } from '@/lib/store/trouble';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { reportOf } from '@/lib/testing/report-of';
import { bufferSeconds } from './second-buffer';
import type { SpoolOptions } from './spool';

/** Another process that holds the database, until it is told to let go. */
function lock(store: Store): () => void {
  const other = new Database(store.sqlite.name);
  onTestFinished(() => void other.close());
  other.exec('BEGIN IMMEDIATE');
  return () => other.exec('COMMIT');
}

interface Bounds {
  mostBytes?: number;
  spool?: Omit<SpoolOptions, 'folders'>;
}

async function bufferOf(store: Store, { mostBytes, spool }: Bounds = {}) {
  const number = await insertRun(store, { workerId: 'w1' });
  store.sqlite.pragma('busy_timeout = 1');
  const clock = { ms: 0 };
  const unable: unknown[] = [];
  const buffer = bufferSeconds(openSecondWriter(store.sqlite, number, 'w1'), {
    elapsedMs: () => clock.ms,
    onUnable: (error) => unable.push(error),
    mostBytes,
    spool: { folders: [dirname(store.sqlite.name)], ...spool },
  });
  onTestFinished(() => buffer.close());
  const stored = async () => {
    const ticks = await store.prisma.tick.findMany({ where: { runId: number } });
    return ticks.map((tick) => tick.second);
  };
  return { number, buffer, clock, unable, stored };
}

const second = (at: number) => reportOf(at, [{ serviceUs: 1000 }, { serviceUs: 2000 }]);
/** The seconds before that one. */
const before = (end: number) => Array.from({ length: end }, (_, at) => at);

it('keeps seconds while the database is locked, stores them in order when it is not, and says why', async () => {
  const store = openTestStore();
  const { buffer, clock, unable, stored } = await bufferOf(store);
  buffer.write(second(0));
  const unlock = lock(store);
  clock.ms = 1000;
  for (let at = 1; at < 40; at++) buffer.write(second(at));
  expect(await stored()).toEqual([0]);
  clock.ms = 36_000;
  unlock();
  await buffer.drained();
  expect(await stored()).toEqual(before(40));
  expect(buffer.trouble).toEqual({
    reason: 'the database was locked by another process',
    atMs: 1000,
    lastedMs: 35_000,
  });
  expect(unable).toEqual([]);
});

it('lets what memory has no room for wait in a file, and stores all of it in order', async () => {
  const store = openTestStore();
  const { number, buffer, unable, stored } = await bufferOf(store, { mostBytes: 2000 });
  const unlock = lock(store);
  for (let at = 0; at < 200; at++) buffer.write(second(at));
  expect(await stored()).toEqual([]);
  unlock();
  // Before all is stored another comes.
  buffer.write(second(200));
  await buffer.drained();
  expect(await stored()).toEqual(before(201));
  const samples = await store.prisma.sample.findMany({ where: { runId: number } });
  expect(samples.map(({ serviceUs }) => serviceUs)).toEqual(
    before(402).map((at) => (at % 2 === 0 ? 1000 : 2000)),
  );
  expect(unable).toEqual([]);
});

it('uses the file again in the next outage', async () => {
  const store = openTestStore();
  const { buffer, unable, stored } = await bufferOf(store, {
    mostBytes: 0,
    spool: { mostBytes: 20_000 },
  });
  for (let outage = 0; outage < 8; outage++) {
    const unlock = lock(store);
    for (let at = 0; at < 5; at++) buffer.write(second(outage * 5 + at));
    unlock();
    await buffer.drained();
  }
  expect(await stored()).toEqual(before(40));
  expect(unable).toEqual([]);
});

it.each([
  ['the file is as large as it may be', { mostBytes: 3000 }],
  ['its disk would have too little left', { leftFreeBytes: Number.MAX_SAFE_INTEGER }],
])(
  'tells once when it can keep no more, because %s, and still loses nothing that it was given',
  async (_why, spool) => {
    const store = openTestStore();
    const { buffer, unable, stored } = await bufferOf(store, { mostBytes: 2000, spool });
    const unlock = lock(store);
    for (let at = 0; at < 40; at++) buffer.write(second(at));
    expect(unable.map(troubleOf)).toEqual(['the database was locked by another process']);
    unlock();
    await buffer.drained();
    expect(await stored()).toEqual(before(40));
  },
);

it('stops at once for a run that is somebody else’s', async () => {
  const store = openTestStore();
  const { number, buffer, unable, stored } = await bufferOf(store);
  buffer.write(second(0));
  await store.prisma.run.update({ where: { id: number }, data: { status: 'interrupted' } });
  buffer.write(second(1));
  buffer.write(second(2));
  expect(unable).toEqual([expect.any(HoldLost)]);
  await expect(buffer.drained()).rejects.toThrow(HoldLost);
  expect(await stored()).toEqual([0]);
});

it('has nothing to say of a store that took everything', async () => {
  const store = openTestStore();
  const { buffer } = await bufferOf(store);
  buffer.write(second(0));
  await buffer.drained();
  expect(buffer.trouble).toBeUndefined();
});
