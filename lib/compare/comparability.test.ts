import { expect, it } from 'vitest';
import { endRun } from '@/lib/runs/end-run';
import { openMetricWriter } from '@/lib/store/metric-series';
import type { Store } from '@/lib/store/open-store';
import { openSecondWriter } from '@/lib/store/seconds';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { reportOf } from '@/lib/testing/report-of';
import { compareRuns } from './compare-runs';

const plan = (users: number, over: object = {}) =>
  JSON.stringify({
    name: 'Light',
    load: { model: 'closed', stages: [{ users, spawnPerSecond: 10, durationMs: 60_000 }] },
    ...over,
  });

interface Scene {
  serviceUs?: number;
  errorUs?: number;
  over?: Parameters<typeof insertRun>[1];
  jobsAtStart?: number;
}

async function runOf(store: Store, scene: Scene = {}) {
  const { serviceUs = 20_000, errorUs = 0, over = { plan: plan(20) }, jobsAtStart } = scene;
  const number = await insertRun(store, over);
  const writer = openSecondWriter(store.sqlite, number);
  for (let second = 0; second < 60; second++) {
    const samples = Array.from({ length: 40 }, (_, index) => ({
      serviceUs: serviceUs + 10 * ((7 * second + index) % 40) + errorUs,
      errorUs,
    }));
    writer.write(reportOf(second, samples), 1_700_000_000_000);
  }
  if (jobsAtStart !== undefined) {
    const series = [{ name: 'training_jobs_active', labels: {}, type: 'gauge' as const }];
    openMetricWriter(store.sqlite, number).write(120, series, Float64Array.of(jobsAtStart));
  }
  const endedAt = new Date(1_700_000_100_000);
  await endRun(store, number, { status: 'finished', endedAt, durationMs: 60_000 });
  return number;
}

/** Twice as slow: worse, if the runs could be compared. */
async function comparedWith(base: Scene, candidate: Scene) {
  const store = openTestStore();
  const [a, b] = [
    await runOf(store, base),
    await runOf(store, { serviceUs: 40_000, ...candidate }),
  ];
  return compareRuns(store, a, b);
}

it('says that twice as slow is worse where the runs are alike', async () => {
  const { verdict, obstacles } = await comparedWith({}, {});
  expect([verdict, obstacles]).toEqual(['worse', []]);
});

it('puts a different load first, and gives no verdict on anything', async () => {
  const over = { plan: plan(100), planHash: 'other', peakUsers: 100 };
  const comparison = await comparedWith({}, { over });
  expect(comparison.obstacles).toEqual(['different load']);
  expect(comparison.verdict).toBeUndefined();
  expect(comparison.comparability.map(({ field }) => field)).toEqual(['load', 'plan']);
  const metrics = comparison.endpoints.flatMap((endpoint) => endpoint.metrics);
  expect(metrics.length).toBeGreaterThan(0);
  for (const { verdict, minutesNeeded } of metrics)
    expect([verdict, minutesNeeded]).toEqual([undefined, undefined]);
  // The figures stay.
  expect(metrics.find(({ metric }) => metric === 'p95')?.change).toBeCloseTo(0.99, 1);
});

it.each([
  ['another length of one level', { plan: plan(20).replace('60000', '90000'), planHash: 'longer' }],
  [
    'other objectives',
    { plan: plan(20, { objectives: [{ metric: 'p95', max: 1 }] }), planHash: 'strict' },
  ],
])('does not take %s for a different load', async (_, over) => {
  expect((await comparedWith({}, { over })).verdict).toBe('worse');
});

it('gives no verdict on what an invalid run says, on either side', async () => {
  const store = openTestStore();
  const [a, b] = [await runOf(store), await runOf(store, { serviceUs: 40_000 })];
  await store.prisma.run.updateMany({ data: { validity: 'invalid' } });
  const { verdict, obstacles, comparability } = await compareRuns(store, a, b);
  expect([verdict, obstacles]).toEqual([undefined, ['an invalid run']]);
  expect(comparability[0]).toMatchObject({ field: 'validity', base: 'invalid' });
});

it('gives no verdict where the target was still at work for an earlier run', async () => {
  const busy = await comparedWith({ jobsAtStart: 0 }, { jobsAtStart: 41 });
  expect(busy.obstacles).toEqual(['the target was not idle']);
  expect(busy.comparability[0]).toMatchObject({ base: '0 jobs', candidate: '41 jobs' });
  const alike = await comparedWith({ jobsAtStart: 0 }, { jobsAtStart: 3 });
  expect([alike.verdict, alike.obstacles]).toEqual(['worse', []]);
  expect((await comparedWith({}, { jobsAtStart: 41 })).obstacles).toEqual([]);
});

it('gives no verdict where the load was changed by hand', async () => {
  const store = openTestStore();
  const [a, b] = [await runOf(store), await runOf(store, { serviceUs: 40_000 })];
  await store.prisma.runMark.create({ data: { runId: b, kind: 'level', level: 80, atMs: 61_000 } });
  expect((await compareRuns(store, a, b)).comparability[0]).toMatchObject({
    obstacle: 'different load',
    base: 'none',
    candidate: 'set to 80 at 01:01',
  });
});

it('widens intervals by the generators’ own errors, and calls nothing worse that these may have made', async () => {
  // The service is as fast as before; the generator was up to 20 ms late.
  const comparison = await comparedWith({}, { serviceUs: 20_000, errorUs: 20_000 });
  const p95 = comparison.endpoints[0]?.metrics.find(({ metric }) => metric === 'p95');
  expect(comparison.verdict).toBe('inconclusive');
  expect(p95).toMatchObject({ verdict: 'inconclusive', byGenerator: true });
  expect(p95?.change).toBeCloseTo(0.98, 1);
  expect(p95?.low).toBeLessThan(0.01);
});
