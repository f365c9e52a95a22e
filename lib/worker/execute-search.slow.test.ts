import { expect, it, onTestFinished } from 'vitest';
import { getSearch, listSearches } from '@/lib/capacity/search/get-search';
import { startSearch, stopSearch } from '@/lib/capacity/search/start-search';
import type { Store } from '@/lib/store/open-store';
import { claimJob, moveJob } from '@/lib/store/queue/queue';
import { untilStored } from '@/lib/store/trouble';
import { errorOf } from '@/lib/testing/error-of';
import { interruptSilent } from '@/lib/testing/interrupt-silent';
import { lockOften } from '@/lib/testing/lock-often';
import { openTestStore } from '@/lib/testing/open-test-store';
import { startSlotServer } from '@/lib/testing/start-slot-server';
import type { executeRun } from './execute-run';
import { executeSearch } from './execute-search';

const PLAN = {
  name: 'Pings',
  load: {
    model: 'open',
    arrivals: 'constant',
    stages: [{ durationMs: 10_000, ratePerSecond: 100 }],
  },
  requests: [{ name: 'ping', weight: 1, rpc: { method: 'rpc.ping' } }],
};

async function storeWith(
  objectives: object[],
  options?: Parameters<typeof openTestStore>[0],
): Promise<Store> {
  const store = openTestStore(options);
  await store.prisma.scenario.create({
    data: { slug: 'pings', name: 'Pings', plan: JSON.stringify(PLAN) },
  });
  await store.prisma.slaProfile.create({
    data: { slug: 'fast', name: 'Fast', objectives: JSON.stringify(objectives) },
  });
  return store;
}

const P95 = { metric: 'p95', max: 100 };
const REQUEST = { scenario: 'pings', profile: 'fast', stepMs: 10_000, settleMs: 1000 };

it('finds the line of a service whose capacity is known, and says what broke first', {
  timeout: 180_000,
}, async () => {
  const server = await startSlotServer(6, 50);
  onTestFinished(server.close);
  const store = await storeWith([P95]);
  const { id } = await startSearch(store, { ...REQUEST, targetUrl: server.url, from: 90 });
  const claimed = await claimJob(store, 'search', 'w1');
  if (claimed === undefined) throw new Error('not claimed');
  await executeSearch(store, claimed);
  const search = await getSearch(store, id);
  expect(search?.status).toBe('finished');
  expect(search?.result).toMatchObject({ why: 'found', confirmed: true });
  // Six at once, each 50 ms: 120 a second.
  expect(search?.result?.safeLoad).toBeGreaterThan(114);
  expect(search?.result?.safeLoad).toBeLessThan(126);
  expect(search?.steps.length).toBeLessThanOrEqual(12);
  expect(search?.cost.requests).toBeLessThanOrEqual(search?.estimate.requests ?? 0);
  expect(search?.brokeFirst?.result?.broke).toMatch(
    /^Response time p95 at most 100\u202fms, measured/,
  );
  const runs = await store.prisma.run.findMany({ where: { searchId: id } });
  expect(runs).toHaveLength(search?.steps.length ?? 0);
  expect(search?.steps.every(({ drainMs }) => drainMs !== undefined)).toBe(true);
  expect((await listSearches(store))[0]).toMatchObject({ id, scenario: 'Pings', profile: 'Fast' });
});

/** Every step's run finishes at once and breaks nothing; the first `times` cannot be believed. */
function busyFor(times: number): typeof executeRun {
  let left = times;
  const reason = { code: 'lateSeconds', level: 'invalid', message: 'The machine was busy.' };
  return async (store, lease) => {
    const validity = left-- > 0 ? 'invalid' : 'valid';
    const validityReasons = JSON.stringify(validity === 'valid' ? [] : [reason]);
    await moveJob(store.prisma, lease, 'finished', { requests: 100, validity, validityReasons });
  };
}

it('makes a step again that cannot be believed, and gives up after the third in a row', async () => {
  const server = await startSlotServer(6, 50);
  onTestFinished(server.close);
  const store = await storeWith([P95]);
  const request = { ...REQUEST, targetUrl: server.url, from: 30, to: 60 };
  const searched = async (times: number) => {
    const { id } = await startSearch(store, request);
    const claimed = await claimJob(store, 'search', 'w1');
    if (claimed === undefined) throw new Error('not claimed');
    await executeSearch(store, claimed, { execute: busyFor(times) });
    return getSearch(store, id);
  };
  const found = await searched(1);
  expect(found).toMatchObject({ status: 'finished', result: { safeLoad: 60, why: 'bound-held' } });
  expect(found?.steps.slice(0, 2)).toMatchObject([
    { number: 1, load: 30, trouble: 'The machine was busy.', result: undefined },
    { number: 2, load: 30, trouble: undefined, result: { holds: true } },
  ]);
  const failed = await searched(9);
  expect(failed?.status).toBe('failed');
  expect(failed?.steps.map(({ load }) => load)).toEqual([30, 30, 30]);
  expect(failed?.failureReason).toBe(
    'Step 3 is invalid, like the attempts before it: The machine was busy. To search at this load, use more generators or another machine.',
  );
});

it('waits for a database that is locked again and again, as its runs do', {
  timeout: 90_000,
}, async () => {
  const server = await startSlotServer(6, 50);
  onTestFinished(server.close);
  const store = await storeWith([P95], { waitMs: 50 });
  const request = { ...REQUEST, targetUrl: server.url, from: 30, to: 60 };
  const { id } = await startSearch(store, request);
  const claimed = await claimJob(store, 'search', 'w1');
  if (claimed === undefined) throw new Error('not claimed');
  await lockOften(store);
  const busyOnce = busyFor(1);
  await executeSearch(store, claimed, {
    execute: (...run) => untilStored(() => busyOnce(...run)),
  });
  const search = await getSearch(store, id);
  expect(search?.failureReason).toBeUndefined();
  expect(search).toMatchObject({ status: 'finished', result: { safeLoad: 60 } });
});

it('stops when asked to, keeps its steps and reports no line', { timeout: 60_000 }, async () => {
  const server = await startSlotServer(6, 50);
  onTestFinished(server.close);
  const store = await storeWith([P95]);
  const { id } = await startSearch(store, { ...REQUEST, targetUrl: server.url, from: 20 });
  const claimed = await claimJob(store, 'search', 'w1');
  if (claimed === undefined) throw new Error('not claimed');
  const executed = executeSearch(store, claimed);
  while ((await getSearch(store, id))?.steps[0]?.run === undefined)
    await new Promise((resolve) => setTimeout(resolve, 50));
  await stopSearch(store, id);
  await executed;
  const search = await getSearch(store, id);
  expect(search).toMatchObject({ status: 'stopped', result: undefined });
  expect(search?.steps).toHaveLength(1);
  expect((await errorOf(stopSearch(store, id))).message).toContain('has already ended');
});

it('says when nothing answers at the target', async () => {
  const store = await storeWith([P95]);
  await startSearch(store, { ...REQUEST, targetUrl: 'http://127.0.0.1:1/', from: 20 });
  const claimed = await claimJob(store, 'search', 'w1');
  if (claimed === undefined) throw new Error('not claimed');
  await executeSearch(store, claimed);
  const search = await getSearch(store, claimed.id);
  expect(search?.status).toBe('failed');
  expect(search?.failureReason).toContain('No training service responds at');
});

it('refuses what cannot be searched, with every problem', async () => {
  const store = await storeWith([{ metric: 'p95', maxIncrease: 0.1 }]);
  const url = { targetUrl: 'http://127.0.0.1:1/' };
  const wrong = await errorOf(startSearch(store, { ...REQUEST, stepMs: 5, maxSteps: 1 }));
  expect(wrong.problems.map(({ path }) => path).sort()).toEqual(['maxSteps', 'stepMs', 'target']);
  const relative = await errorOf(startSearch(store, { ...REQUEST, ...url }));
  expect(relative.problems[0]?.message).toContain('A search needs absolute limits.');
  await store.prisma.slaProfile.update({
    where: { slug: 'fast' },
    data: { objectives: JSON.stringify([{ ...P95, critical: false }]) },
  });
  const mild = await errorOf(startSearch(store, { ...REQUEST, ...url }));
  expect(mild.problems[0]?.message).toContain('has no critical objective');
  await store.prisma.slaProfile.update({
    where: { slug: 'fast' },
    data: { objectives: JSON.stringify([P95]) },
  });
  const bounds = await errorOf(startSearch(store, { ...REQUEST, ...url, from: 50, to: 20 }));
  expect(bounds.problems[0]).toMatchObject({ path: 'to' });
  await startSearch(store, { ...REQUEST, ...url });
  expect((await errorOf(startSearch(store, { ...REQUEST, ...url }))).code).toBe('conflict');
});

it('ends a search as interrupted whose worker is gone', async () => {
  const store = await storeWith([P95]);
  const { id } = await startSearch(store, { ...REQUEST, targetUrl: 'http://127.0.0.1:1/' });
  await claimJob(store, 'search', 'w1');
  await interruptSilent(store);
  expect(await getSearch(store, id)).toMatchObject({ status: 'interrupted' });
});
