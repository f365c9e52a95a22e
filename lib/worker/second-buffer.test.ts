import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import type { Store } from '@/lib/store/open-store';
import { HoldLost } from '@/lib/store/queue/hold';
import { openSecondWriter } from '@/lib/store/seconds';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { reportOf } from '@/lib/testing/report-of';
import { bufferSeconds } from './second-buffer';

/** Another process that holds the database, until it is told to let go. */
function lock(store: Store): () => void {
  const other = new Database(store.sqlite.name);
  onTestFinished(() => void other.close());
  other.exec('BEGIN IMMEDIATE');
  return () => other.exec('COMMIT');
}

async function bufferOf(store: Store, mostBytes?: number) {
  const number = await insertRun(store, { workerId: 'w1' });
  store.sqlite.pragma('busy_timeout = 1');
  const clock = { ms: 0 };
  const unable: unknown[] = [];
  const buffer = bufferSeconds(openSecondWriter(store.sqlite, number, 'w1'), {
    elapsedMs: () => clock.ms,
    onUnable: (error) => unable.push(error),
    mostBytes,
  });
  const stored = () => store.prisma.tick.count({ where: { runId: number } });
  return { number, buffer, clock, unable, stored };
}

const second = (at: number) => reportOf(at, [{ serviceUs: 1000 }, { serviceUs: 2000 }]);

it('keeps seconds while the database is locked, stores them in order when it is not, and says why', async () => {
  const store = openTestStore();
  const { buffer, clock, unable, stored } = await bufferOf(store);
  buffer.write(second(0));
  const unlock = lock(store);
  clock.ms = 1000;
  for (let at = 1; at < 40; at++) buffer.write(second(at));
  expect(await stored()).toBe(1);
  clock.ms = 36_000;
  unlock();
  await buffer.drained();
  expect(await stored()).toBe(40);
  expect(buffer.trouble).toEqual({
    reason: 'the database was locked by another process',
    atMs: 1000,
    lastedMs: 35_000,
  });
  expect(unable).toEqual([]);
});

it('tells once when it can keep no more, and still loses nothing that it was given', async () => {
  const store = openTestStore();
  const { buffer, unable, stored } = await bufferOf(store, 200);
  const unlock = lock(store);
  for (let at = 0; at < 20; at++) buffer.write(second(at));
  expect(unable).toHaveLength(1);
  unlock();
  await buffer.drained();
  expect(await stored()).toBe(20);
});

it('stops at once for a run that is somebody else’s', async () => {
  const store = openTestStore();
  const { number, buffer, unable, stored } = await bufferOf(store);
  buffer.write(second(0));
  await store.prisma.run.update({ where: { id: number }, data: { status: 'interrupted' } });
  buffer.write(second(1));
  buffer.write(second(2));
  expect(unable).toEqual([expect.any(HoldLost)]);
  await expect(buffer.drained()).rejects.toThrow(HoldLost);
  expect(await stored()).toBe(1);
});

it('has nothing to say of a store that took everything', async () => {
  const store = openTestStore();
  const { buffer } = await bufferOf(store);
  buffer.write(second(0));
  await buffer.drained();
  expect(buffer.trouble).toBeUndefined();
});
