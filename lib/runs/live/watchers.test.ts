import { expect, it } from 'vitest';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { isOwnAddress, noteLocalWatcher } from './watchers';

it.each([
  ['127.0.0.1', true],
  ['::ffff:127.0.0.1', true],
  ['::1', true],
  ['192.0.2.7', false],
  ['unknown', false],
])('knows whether %s is this machine: %s', (address, own) => {
  expect(isOwnAddress(address)).toBe(own);
});

it('notes a page that is open here while a run is under way, and only then', async () => {
  const store = openTestStore();
  const [watched, elsewhere] = [await insertRun(store), await insertRun(store)];
  const ended = await insertRun(store, { status: 'finished' });
  noteLocalWatcher(store, watched, '127.0.0.1');
  noteLocalWatcher(store, elsewhere, '192.0.2.7');
  noteLocalWatcher(store, elsewhere, undefined);
  noteLocalWatcher(store, ended, '127.0.0.1');
  const runs = await store.prisma.run.findMany({ orderBy: { id: 'asc' } });
  expect(runs.map(({ watchedLocally }) => watchedLocally)).toEqual([true, false, false]);
});
