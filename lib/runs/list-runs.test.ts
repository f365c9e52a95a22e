import { expect, it } from 'vitest';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { editRun } from './edit-run';
import { listRuns } from './list-runs';
import type { RunListQuery } from './model';

async function storeWithRuns() {
  const store = openTestStore();
  await insertRun(store, { status: 'finished', p95Ms: 300, requests: 5, verdict: 'pass' });
  await insertRun(store, { status: 'failed', scenarioName: 'Heavy', note: 'after the deploy' });
  await insertRun(store, { status: 'finished', targetName: 'Staging', p95Ms: 100, requests: 9 });
  await editRun(store, 3, { name: 'Candidate', labels: ['release'] });
  const numbers = async (query: RunListQuery) =>
    (await listRuns(store, query)).items.map((run) => run.number);
  return { store, numbers };
}

it('lists the newest first', async () => {
  const { numbers } = await storeWithRuns();
  expect(await numbers({})).toEqual([3, 2, 1]);
});

it('says of a run how many objectives it broke that fail no run', async () => {
  const { store } = await storeWithRuns();
  const of = (verdict: string, critical?: boolean) => ({
    objective: { metric: 'p95', max: 1, critical },
    verdict,
  });
  const verdicts = [of('fail', false), of('fail'), of('pass', false), of('no-data', false)];
  await insertRun(store, { status: 'finished', verdicts: JSON.stringify(verdicts) });
  const { items } = await listRuns(store, {});
  expect(items.map(({ brokenBeside }) => brokenBeside)).toEqual([1, 0, 0, 0]);
});

it('filters by scenario, target, status, verdict and label', async () => {
  const { numbers } = await storeWithRuns();
  expect(await numbers({ scenario: 'Heavy' })).toEqual([2]);
  expect(await numbers({ target: 'Staging' })).toEqual([3]);
  expect(await numbers({ status: 'finished' })).toEqual([3, 1]);
  expect(await numbers({ verdict: 'pass' })).toEqual([1]);
  expect(await numbers({ label: 'release' })).toEqual([3]);
  expect(await numbers({ status: 'failed', label: 'release' })).toEqual([]);
});

it('searches every word in name, note, scenario, target, label and number', async () => {
  const { numbers } = await storeWithRuns();
  expect(await numbers({ search: 'candid' })).toEqual([3]);
  expect(await numbers({ search: 'deploy heavy' })).toEqual([2]);
  expect(await numbers({ search: 'deploy light' })).toEqual([]);
  expect(await numbers({ search: 'release' })).toEqual([3]);
  expect(await numbers({ search: '1' })).toEqual([1]);
  expect(await numbers({ search: "'; DROP TABLE Run; --" })).toEqual([]);
});

it('sorts runs without data last, whichever way it sorts', async () => {
  const { numbers } = await storeWithRuns();
  expect(await numbers({ sort: 'p95', descending: true })).toEqual([1, 3, 2]);
  expect(await numbers({ sort: 'p95', descending: false })).toEqual([3, 1, 2]);
});

it('pages, and answers a page beyond the last with the last', async () => {
  const { store } = await storeWithRuns();
  const page = await listRuns(store, { page: 9, pageSize: 2 });
  expect(page).toMatchObject({ total: 3, page: 2, pageCount: 2, pageSize: 2 });
  expect(page.items.map((run) => run.number)).toEqual([1]);
});

it('tells what the filters can be set to', async () => {
  const { store } = await storeWithRuns();
  expect((await listRuns(store, {})).facets).toEqual({
    scenarios: ['Heavy', 'Light'],
    targets: ['Staging', 'Test target'],
    labels: ['release'],
  });
});
