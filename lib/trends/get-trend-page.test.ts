import { expect, it } from 'vitest';
import type { Store } from '@/lib/store/open-store';
import { errorOf } from '@/lib/testing/error-of';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { addDeployment, removeDeployment } from './deployments';
import { getTrendPage } from './get-trend-page';
import { answerChange, trendOf } from './trend';

const DAY = Date.UTC(2026, 10, 1);
const HOUR = 3_600_000;

/** A run an hour, of which the second six are slower. */
async function insertRuns(store: Store): Promise<number[]> {
  const numbers: number[] = [];
  for (let index = 0; index < 12; index++)
    numbers.push(
      await insertRun(store, {
        status: 'finished',
        validity: 'valid',
        requests: 1000,
        failures: 0,
        failureRate: 0,
        p95Ms: (index < 6 ? 100 : 140) + (index % 3),
        requestsPerSecond: 20,
        startedAt: new Date(DAY + index * HOUR),
        environment: JSON.stringify({ target: index < 3 ? 'service 1' : 'service 2' }),
      }),
    );
  return numbers;
}

it('shows one metric, failure rate and throughput of the runs that were last added to', async () => {
  const store = openTestStore();
  await insertRun(store, { status: 'finished', p95Ms: 1, requests: 1, scenarioName: 'Heavy' });
  const numbers = await insertRuns(store);
  const { chosen, choices, series } = await getTrendPage(store, {});
  expect(chosen).toMatchObject({
    scenario: 'Light',
    runs: 12,
    plan: 'Up to 20 virtual users over 5\u202fmin.',
  });
  expect(choices.map(({ scenario }) => scenario)).toEqual(['Light', 'Heavy']);
  expect(series.map(({ metric }) => metric)).toEqual(['p95', 'failureRate', 'requestsPerSecond']);
  expect(series[0]?.points.map(({ run }) => run)).toEqual(numbers);
  expect(series[1]?.points[0]).toMatchObject({ value: 0, low: 0 });
  expect(series[1]?.points[0]?.high).toBeCloseTo(0.00383, 5);
  expect((await getTrendPage(store, { scenario: 'Heavy', metric: 'p99' })).metric).toBe('p99');
  expect((await getTrendPage(openTestStore(), {})).chosen).toBeUndefined();
});

it('keeps what is said to a change point, until it is taken back', async () => {
  const store = openTestStore();
  const numbers = await insertRuns(store);
  const changes = async () => (await getTrendPage(store, {})).series[0]?.changes;
  const [first] = (await changes()) ?? [];
  expect(first).toMatchObject({ run: numbers[6], lastBefore: numbers[5], answer: undefined });
  const answer = { run: numbers[6], metric: 'p95', answer: 'expected', note: 'bigger model' };
  await answerChange(store, answer);
  expect(await changes()).toMatchObject([{ answer: 'expected', note: 'bigger model' }]);
  await answerChange(store, { ...answer, answer: 'dismissed', note: '' });
  expect(await changes()).toMatchObject([{ answer: 'dismissed', note: undefined }]);
  await answerChange(store, { ...answer, answer: null });
  expect(await changes()).toMatchObject([{ answer: undefined }]);
});

/** A finished run for each p95. */
async function insertP95(store: Store, values: readonly number[]): Promise<number[]> {
  const numbers: number[] = [];
  for (const p95Ms of values)
    numbers.push(await insertRun(store, { status: 'finished', validity: 'valid', p95Ms }));
  return numbers;
}

/** Six runs of 100 and six of 140 ms, a little apart. */
const STEP = Array.from({ length: 12 }, (_, index) => (index < 6 ? 100 : 140) + (index % 3));

it('keeps an answer with its change point: as runs are added, and when it was given beside it', async () => {
  const store = openTestStore();
  const numbers = await insertP95(store, STEP);
  await answerChange(store, { run: numbers[6], metric: 'p95', answer: 'expected' });
  await insertP95(store, [141, 140, 142, 180, 181, 180, 182, 181]);
  const changes = async () => (await trendOf(store, 'Light', 'p95'))[0]?.changes;
  expect(await changes()).toMatchObject([
    { run: numbers[6], answer: 'expected', answerRun: undefined },
    { index: 15, answer: undefined },
  ]);
  await answerChange(store, { run: numbers[6], metric: 'p95', answer: null });
  await answerChange(store, { run: numbers[4], metric: 'p95', answer: 'dismissed' });
  expect(await changes()).toMatchObject([
    { run: numbers[6], answer: 'dismissed', answerRun: numbers[4] },
    { index: 15 },
  ]);
  await answerChange(store, { run: numbers[4], metric: 'p95', answer: null });
  await answerChange(store, { run: numbers[3], metric: 'p95', answer: 'dismissed' });
  expect((await changes())?.[0]?.answer).toBeUndefined();
});

it('calls a slow growth a drift, from its first run to its last', async () => {
  const store = openTestStore();
  const growth = Array.from({ length: 40 }, (_, index) => 100 + index + 2 * ((index * 7) % 3));
  const numbers = await insertP95(store, growth);
  const [series] = await trendOf(store, 'Light', 'p95');
  expect(series?.changes).toEqual([]);
  expect(series?.drifts).toMatchObject([
    { run: numbers[0], lastRun: numbers[39], from: 0, to: 39 },
  ]);
  expect(series?.drifts[0]?.before).toBeCloseTo(102, 0);
  expect(series?.drifts[0]?.after).toBeCloseTo(141, 0);
});

it('shows the last hundred runs, with what changed within them as before', async () => {
  const store = openTestStore();
  const levels = Array.from({ length: 320 }, (_, index) => (index < 150 ? 100 : 140) + (index % 3));
  const growing = levels.map((value, index) => value + (index < 240 ? 0 : (index - 240) / 2));
  const numbers = await insertP95(store, growing.slice(0, 240));
  const [before] = await trendOf(store, 'Light', 'p95');
  expect(before?.points).toHaveLength(100);
  expect(before?.changes).toMatchObject([
    { index: 10, run: numbers[150], lastBefore: numbers[149], before: 101, after: 141 },
  ]);
  const later = await insertP95(store, growing.slice(240));
  const [after] = await trendOf(store, 'Light', 'p95');
  expect(after?.points[0]?.run).toBe(numbers[220]);
  expect(after?.changes).toEqual([]);
  expect(after?.drifts).toMatchObject([{ to: 99, lastRun: later.at(-1) }]);
  expect(Math.abs((after?.drifts[0]?.from ?? 0) - 20)).toBeLessThanOrEqual(3);
});

it('shows the rest of a drift that began before the runs shown', async () => {
  const store = openTestStore();
  const numbers = await insertP95(
    store,
    Array.from({ length: 150 }, (_, index) => 100 + index + (index % 3)),
  );
  const [series] = await trendOf(store, 'Light', 'p95');
  expect(series?.drifts).toMatchObject([{ from: 0, to: 99, run: numbers[50] }]);
  expect(series?.drifts[0]?.before).toBeCloseTo(151, 0);
});

it('refuses an answer to nothing, and says all that is wrong with one', async () => {
  const store = openTestStore();
  const answer = { run: 9, metric: 'p95', answer: 'accepted' };
  expect(await errorOf(answerChange(store, answer))).toMatchObject({ code: 'not-found' });
  const { problems } = await errorOf(answerChange(store, { run: 'x', metric: 'y', answer: 'z' }));
  expect(problems.map(({ path }) => path)).toEqual(['run', 'metric', 'answer']);
});

it('draws what went live: marked by hand, marked in a run, or told by the target', async () => {
  const store = openTestStore();
  const numbers = await insertRuns(store);
  const target = 'Test target';
  const { id } = await addDeployment(store, {
    target,
    text: 'pool 40',
    at: new Date(DAY + 5.5 * HOUR).toISOString(),
  });
  const later = new Date(DAY + 20 * HOUR).toISOString();
  await addDeployment(store, { target, text: 'build 3', at: later });
  await store.prisma.runMark.create({
    data: { runId: numbers[8] ?? 0, kind: 'deploy', text: 'hot fix', atMs: 1000 },
  });
  const { deployments, pending } = await getTrendPage(store, {});
  expect(deployments.map(({ run, text }) => [run, text])).toEqual([
    [numbers[3], 'service 2'],
    [numbers[6], 'pool 40'],
    [numbers[8], 'hot fix'],
  ]);
  expect(pending).toMatchObject([{ text: 'build 3', at: later }]);
  await removeDeployment(store, id);
  expect((await getTrendPage(store, {})).deployments).toHaveLength(2);
  expect(await errorOf(removeDeployment(store, id))).toMatchObject({ code: 'not-found' });
});

it('refuses a deployment without a name, a time or a target that there is', async () => {
  const store = openTestStore();
  const { problems } = await errorOf(addDeployment(store, { target: 'x', text: ' ', at: 'soon' }));
  expect(problems.map(({ path }) => path)).toEqual(['at', 'text']);
  for (const at of ['+275760-09-13', '+010000-01-01T00:00:00Z', '1969-12-31'])
    expect((await errorOf(addDeployment(store, { target: 'x', text: 'y', at }))).problems).toEqual([
      { path: 'at', message: 'must be a time such as 2026-11-23 14:30.' },
    ]);
  expect((await errorOf(addDeployment(store, { target: 'x', text: 'y' }))).problems).toEqual([
    { path: 'target', message: '"x" does not exist. No targets are configured yet.' },
  ]);
});
