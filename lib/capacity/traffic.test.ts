import { expect, it } from 'vitest';
import { errorOf } from '@/lib/testing/error-of';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { addTraffic, importTraffic, removeTraffic } from './traffic';

const KEY = { target: 'Test target', unit: 'users' } as const;

it('keeps all lines of a file, and replaces what was there for a day', async () => {
  const store = openTestStore();
  await insertRun(store);
  await addTraffic(store, { ...KEY, at: '2026-11-20', value: 5 });
  const text = 'date,value\n2026-11-20,38.5\n2026-11-21;39\n\n2026-11-22\t40\n';
  expect(await importTraffic(store, { ...KEY, text })).toBe(3);
  const rows = await store.prisma.trafficObservation.findMany({ orderBy: { at: 'asc' } });
  expect(rows.map(({ value }) => value)).toEqual([38.5, 39, 40]);
});

it('keeps nothing of a file with a line that could not be parsed, and names each', async () => {
  const store = openTestStore();
  await insertRun(store);
  const text = 'date,value\n2026-11-20,38.5\nyesterday,1\n2026-11-22,many\n2026-11-23,-1\n';
  const { problems } = await errorOf(importTraffic(store, { ...KEY, text }));
  expect(problems).toEqual([
    { path: 'line 3', message: '"yesterday" is not a date such as 2026-11-23.' },
    { path: 'line 4', message: '"many" is not a number of at least 0.' },
    { path: 'line 5', message: '"-1" is not a number of at least 0.' },
  ]);
  expect(await store.prisma.trafficObservation.count()).toBe(0);
});

it('refuses what it cannot use, every problem at once', async () => {
  const store = openTestStore();
  const error = await errorOf(addTraffic(store, { ...KEY, at: 'soon', value: Number.NaN }));
  expect(error.problems.map(({ path }) => path)).toEqual(['at', 'value']);
  const early = await errorOf(addTraffic(store, { ...KEY, at: '0001-01-01', value: 5 }));
  expect(early.problems.map(({ path }) => path)).toEqual(['at']);
  const unknown = await errorOf(addTraffic(store, { ...KEY, at: '2026-11-20', value: 5 }));
  expect(unknown.problems[0]?.message).toBe('"Test target" does not exist and has no runs.');
  expect((await errorOf(removeTraffic(store, 7))).code).toBe('not-found');
});
