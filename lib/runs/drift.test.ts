import { expect, it } from 'vitest';
import { BUILT_IN_SCENARIOS } from '@/lib/plan/built-in';
import type { LoadPlan } from '@/lib/plan/load-plan';
import { openMetricWriter } from '@/lib/store/metric-series';
import { openSecondWriter } from '@/lib/store/seconds';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { reportOf } from '@/lib/testing/report-of';
import { driftOfRun } from './drift';

const PLAN = BUILT_IN_SCENARIOS[0]?.plan as LoadPlan;
const SECONDS = 120;

/** Two minutes of 20 users; response times grow by so many ms a second, memory by so many bytes. */
async function driftWith({
  msPerSecond = 0,
  bytesPerSecond = 0,
  users = (_: number): number => 20,
} = {}) {
  const store = openTestStore();
  const id = await insertRun(store, { status: 'finished' });
  const writer = openSecondWriter(store.sqlite, id);
  const metrics = openMetricWriter(store.sqlite, id);
  for (let second = 0; second < SECONDS; second++) {
    const serviceUs = 1000 * (100 + msPerSecond * second + ((second * 7) % 5));
    const samples = Array.from({ length: 20 }, () => ({ serviceUs }));
    writer.write(reportOf(second, samples, { activeUsers: users(second) }), Date.now());
    metrics.write(
      second * 1000,
      [{ name: 'process_resident_memory_bytes', labels: {}, type: 'gauge' }],
      Float64Array.of(1e8 + bytesPerSecond * second + ((second * 3) % 4) * 1000),
    );
  }
  const objectives = JSON.stringify([{ metric: 'p95', max: 400 }]);
  return driftOfRun(store, { id, objectives, plan: PLAN, durationMs: SECONDS * 1000 });
}

it('tells how fast response times and memory grow, and when the objective breaks', async () => {
  const drift = await driftWith({ msPerSecond: 1, bytesPerSecond: 50_000 });
  const [p95, rate, memory] = drift;
  expect(drift.map(({ metric }) => metric)).toEqual(['p95Ms', 'requestsPerSecond', 'memoryBytes']);
  // 1 ms a second is 3,600 an hour; from 220 ms it is three minutes to 400.
  expect((p95?.perHour ?? 0) / 3600).toBeCloseTo(1, 1);
  expect(p95).toMatchObject({ isSure: true, limit: 400 });
  expect((p95?.breaksInMs ?? 0) / 60_000).toBeCloseTo(3, 0);
  expect(p95?.breaksEarliestMs).toBeLessThanOrEqual(p95?.breaksInMs ?? 0);
  expect(rate).toMatchObject({ isSure: false, perHour: 0 });
  expect((memory?.perHour ?? 0) / 3600 / 50_000).toBeCloseTo(1, 1);
});

it('finds no drift where there is none', async () => {
  const drift = await driftWith();
  expect(drift.some(({ isSure }) => isSure)).toBe(false);
  expect(drift[0]?.breaksInMs).toBeUndefined();
});

it('says nothing of a load that never stood still for a minute', async () => {
  expect(await driftWith({ users: (second) => second + 1 })).toEqual([]);
});
