import { describe, expect, it } from 'vitest';
import { endRun } from '@/lib/runs/end-run';
import { createRandom } from '@/lib/stats/random';
import type { Store } from '@/lib/store/open-store';
import { openSecondWriter } from '@/lib/store/seconds';
import { errorOf } from '@/lib/testing/error-of';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { reportOf } from '@/lib/testing/report-of';
import { trendOf } from '@/lib/trends/trend';
import { compareRuns } from './compare-runs';

const SECONDS = 60;

/** A minute of 40 requests a second, half of them of each endpoint; the second one's as slow as `factor`. */
async function runOf(
  store: Store,
  seed: number,
  factor: number,
  over: Parameters<typeof insertRun>[1] = {},
) {
  const number = await insertRun(store, over);
  const writer = openSecondWriter(store.sqlite, number);
  const random = createRandom(seed);
  for (let second = 0; second < SECONDS; second++) {
    const samples = Array.from({ length: 40 }, (_, index) => ({
      endpoint: index % 2,
      serviceUs: Math.round(20_000 * (1 + random()) * (index % 2 === 1 ? factor : 1)),
    }));
    const endpoints = ['status', over.name === 'other' ? 'cancel' : 'start'];
    writer.write(reportOf(second, samples, { endpoints }), 1_700_000_000_000);
  }
  const endedAt = new Date(1_700_000_100_000);
  await endRun(store, number, { status: 'finished', endedAt, durationMs: SECONDS * 1000 });
  return number;
}

describe('compareRuns', () => {
  it('finds the endpoint that became slower, and calls the other one equivalent', async () => {
    const store = openTestStore();
    const [a, b] = [await runOf(store, 1, 1), await runOf(store, 2, 1.5)];
    const comparison = await compareRuns(store, a, b);
    const verdictOf = (name: string, metric: string) =>
      comparison.endpoints
        .find((endpoint) => endpoint.name === name)
        ?.metrics.find((change) => change.metric === metric)?.verdict;
    expect(verdictOf('start', 'p95')).toBe('worse');
    expect(verdictOf('status', 'p95')).toBe('equivalent');
    expect(comparison.verdict).toBe('worse');
    expect(comparison.comparability).toEqual([]);
    const [all] = comparison.endpoints;
    expect(all?.shift.at(-1)?.change).toBeCloseTo(0.5, 1);
    expect((await compareRuns(store, b, a)).verdict).toBe('better');
  });

  it('explains in what the runs differ, and leaves out endpoints that only one has', async () => {
    const store = openTestStore();
    const environment = (node: string, target: string) =>
      JSON.stringify({ cpu: 'X', cores: 2, memoryBytes: 8e9, platform: 'linux', node, target });
    const a = await runOf(store, 1, 1, { environment: environment('v20.1.0', 'service 1') });
    const b = await runOf(store, 2, 1, {
      name: 'other',
      planHash: 'fedcba',
      environment: environment('v20.2.0', 'service 2'),
    });
    const comparison = await compareRuns(store, a, b);
    expect(comparison.comparability.map(({ field }) => field)).toEqual([
      'plan',
      'target build',
      'Node',
    ]);
    expect(comparison.endpoints.map(({ name }) => name)).toEqual(['', 'status']);
    expect([comparison.onlyInBase, comparison.onlyInCandidate]).toEqual([['start'], ['cancel']]);
  });

  it('refuses runs that do not exist or are under way', async () => {
    const store = openTestStore();
    const number = await insertRun(store);
    expect(await errorOf(compareRuns(store, number, number))).toMatchObject({ code: 'conflict' });
    expect(await errorOf(compareRuns(store, 98, 99))).toMatchObject({ code: 'not-found' });
  });
});

describe('trendOf', () => {
  it('lays runs of one target and plan beside each other, and finds the change', async () => {
    const store = openTestStore();
    for (let index = 0; index < 12; index++) {
      const number = await insertRun(store, {
        status: 'finished',
        p95Ms: (index < 6 ? 100 : 140) + (index % 3),
        validity: 'valid',
      });
      if (index === 2)
        await insertRun(store, { status: 'finished', p95Ms: 9, planHash: 'another' });
      expect(number).toBeGreaterThan(0);
    }
    await insertRun(store, { status: 'finished', p95Ms: 9000, validity: 'invalid' });
    const [series, other] = await trendOf(store, 'Light', 'p95');
    expect(series?.points).toHaveLength(12);
    expect(other?.points).toHaveLength(1);
    const [change, ...more] = series?.changes ?? [];
    expect(more).toEqual([]);
    expect(change).toMatchObject({ before: 101, after: 141, run: series?.points[6]?.run });
    expect(await errorOf(trendOf(store, 'Nothing', 'p95'))).toMatchObject({ code: 'not-found' });
  });
});
