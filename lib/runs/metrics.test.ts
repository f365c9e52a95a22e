import { expect, it } from 'vitest';
import { openMetricWriter } from '@/lib/store/metric-series';
import type { Store } from '@/lib/store/open-store';
import { errorOf } from '@/lib/testing/error-of';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { chooseMetrics, getRunMetrics } from './metrics';

const SERIES = [
  { name: 'redis_queue_length', labels: { queue: 'training_jobs' }, type: 'gauge' },
  { name: 'requests_total', labels: {}, type: 'counter' },
] as const;

async function scrapedRun(store: Store): Promise<{ number: number; targetId: number }> {
  const target = await store.prisma.target.create({
    data: { name: 'T', url: 'http://127.0.0.1:1/', metricsUrl: 'http://127.0.0.1:1/metrics' },
  });
  const number = await insertRun(store, { targetId: target.id });
  const writer = openMetricWriter(store.sqlite, number);
  for (const [second, requests] of [10, 30, 70].entries())
    writer.write(second * 1000 + 250, SERIES, Float64Array.of(second, requests));
  return { number, targetId: target.id };
}

it('derives the usual metrics of a run, or those chosen for its target', async () => {
  const store = openTestStore();
  const { number, targetId } = await scrapedRun(store);
  expect(await getRunMetrics(store, number)).toMatchObject({
    configured: true,
    present: ['redis_queue_length', 'requests_total'],
    shown: ['redis_queue_length'],
    chosen: false,
    notes: [],
    stepMs: 1000,
  });
  await chooseMetrics(store, targetId, ['requests_total']);
  const metrics = await getRunMetrics(store, number);
  expect(metrics).toMatchObject({ shown: ['requests_total'], chosen: true });
  expect(metrics?.charts[0]?.points).toEqual([
    { atMs: 1000, values: { s0: 20 } },
    { atMs: 2000, values: { s0: 40 } },
  ]);
  await chooseMetrics(store, targetId, null);
  expect((await getRunMetrics(store, number))?.chosen).toBe(false);
});

it('gives only the points since an instant, rates among them', async () => {
  const store = openTestStore();
  const { number, targetId } = await scrapedRun(store);
  await chooseMetrics(store, targetId, ['requests_total', 'redis_queue_length']);
  const metrics = await getRunMetrics(store, number, { sinceMs: 2000 });
  expect(metrics?.charts.map(({ points }) => points)).toEqual([
    [{ atMs: 2000, values: { s0: 2 } }],
    [{ atMs: 2000, values: { s0: 40 } }],
  ]);
});

it('says of a target without an address for metrics that there is none', async () => {
  const store = openTestStore();
  const number = await insertRun(store);
  expect(await getRunMetrics(store, number)).toMatchObject({
    configured: false,
    present: [],
    charts: [],
  });
  expect(await getRunMetrics(store, 99)).toBeUndefined();
});

it('refuses a choice that is none', async () => {
  const store = openTestStore();
  const { targetId } = await scrapedRun(store);
  expect((await errorOf(chooseMetrics(store, targetId, [7]))).code).toBe('invalid-input');
  expect((await errorOf(chooseMetrics(store, targetId, Array(41).fill('a')))).message).toContain(
    'selection is not valid',
  );
  expect((await errorOf(chooseMetrics(store, 99, ['a']))).code).toBe('not-found');
});
