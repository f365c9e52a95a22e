import { expect, it } from 'vitest';
import type { Store } from '@/lib/store/open-store';
import { saveTarget } from '@/lib/targets/targets';
import { openTestStore } from '@/lib/testing/open-test-store';
import { getSuitePage } from './get-suite-page';

const PASS = { verdict: 'pass', actual: 1, margin: 0.5 };
const FAIL = { verdict: 'fail', actual: 9, margin: -0.5 };

async function storeWithTargets() {
  const store = openTestStore();
  for (const name of ['Alpha', 'Beta'])
    await saveTarget(store, { name, url: `http://127.0.0.1:1/${name}` });
  return store;
}

/** A suite of the target with these results by benchmark; undefined: not run. */
async function addSuite(
  store: Store,
  targetId: number,
  status: string,
  results: Record<number, object | undefined>,
) {
  const target = await store.prisma.target.findUniqueOrThrow({ where: { id: targetId } });
  await store.prisma.suite.create({
    data: {
      status,
      quick: true,
      targetId,
      targetName: target.name,
      targetUrl: target.url,
      heartbeatAt: new Date(),
      benchmarks: {
        create: Object.entries(results).map(([number, result]) => ({
          number: Number(number),
          status: result === undefined ? 'queued' : 'ended',
          result: result === undefined ? null : JSON.stringify(result),
        })),
      },
    },
  });
}

const FIVE = { 1: PASS, 2: PASS, 3: FAIL, 4: PASS, 5: PASS };

it('shows all twelve benchmarks, none of them run, before the first suite', async () => {
  const page = await getSuitePage(await storeWithTargets());
  expect(page).toMatchObject({ target: { name: 'Alpha' }, latest: undefined, suites: [] });
  expect(page.benchmarks.map(({ status }) => status)).toEqual(Array(12).fill('skipped'));
});

it('shows the last whole suite of the target that a suite was last run on', async () => {
  const store = await storeWithTargets();
  await addSuite(store, 1, 'finished', FIVE);
  await addSuite(store, 2, 'finished', FIVE);
  const page = await getSuitePage(store);
  expect(page).toMatchObject({ target: { name: 'Beta' }, latest: { id: 2 } });
  expect(page.latest?.compliance).toEqual({ passed: 4, failed: 1, noData: 0, of: 5 });
  expect(page.benchmarks[2]?.result).toEqual(FAIL);
  expect((await getSuitePage(store, 1)).latest?.id).toBe(1);
});

it('does not take a single benchmark for the whole suite, but tells its later result', async () => {
  const store = await storeWithTargets();
  await addSuite(store, 1, 'finished', { 3: FAIL });
  await addSuite(store, 1, 'finished', FIVE);
  await addSuite(store, 1, 'finished', { 3: PASS, 7: FAIL });
  const page = await getSuitePage(store);
  expect(page.latest?.id).toBe(2);
  expect(page.whole.map(({ id }) => id)).toEqual([2]);
  expect(page.suites.map(({ id }) => id)).toEqual([3, 2, 1]);
  expect(page.benchmarks[2]).toMatchObject({
    result: FAIL,
    later: { suite: 3, quick: true, result: PASS },
  });
  expect(page.benchmarks[6]).toMatchObject({ status: 'skipped', later: { suite: 3 } });
});

it('tells what is under way beside the last that has ended', async () => {
  const store = await storeWithTargets();
  await addSuite(store, 1, 'finished', FIVE);
  await addSuite(store, 1, 'running', { ...FIVE, 5: undefined });
  const page = await getSuitePage(store);
  expect(page).toMatchObject({ latest: { id: 1 }, underWay: { id: 2, done: 4 } });
  expect(page.benchmarks[0]?.later).toBeUndefined();
});

it('falls back to the first target when the chosen one does not exist', async () => {
  expect((await getSuitePage(await storeWithTargets(), 99)).target?.name).toBe('Alpha');
});
