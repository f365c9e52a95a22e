import type { ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { parsePlan } from '@/lib/plan/parse-plan';
import { getRunMetrics } from '@/lib/runs/metrics';
import { startRun } from '@/lib/runs/start-run';
import { Histogram } from '@/lib/stats/histogram';
import { readMetricSeries } from '@/lib/store/metric-series';
import type { Store } from '@/lib/store/open-store';
import { claimJob } from '@/lib/store/queue/queue';
import { readSeconds } from '@/lib/store/seconds';
import { openTestStore } from '@/lib/testing/open-test-store';
import { startHttpServer, startRpcServer } from '@/lib/testing/start-server';
import { executeRun } from './execute-run';

const PLAN = parsePlan({
  name: 'Even',
  load: {
    model: 'open',
    arrivals: 'constant',
    stages: [{ durationMs: 3000, ratePerSecond: 100 }],
    maxInFlight: 100,
    overload: 'drop',
  },
  requests: [{ name: 'list jobs', weight: 1, rpc: { method: 'training.list_jobs', params: {} } }],
  timeoutMs: 1000,
});

/** One run of 300 requests against a target whose /metrics answers so; how late its requests left. */
async function runWith(store: Store, answer: (response: ServerResponse) => void) {
  const rpc = await startRpcServer(() => ({ jobs: [] }));
  const metrics = await startHttpServer((_, response) => answer(response));
  const target = await store.prisma.target.create({
    data: { name: metrics.url, url: rpc.url, metricsUrl: metrics.url },
  });
  const { number } = await startRun(store, { plan: PLAN, target: target.id });
  const lease = await claimJob(store, 'run', 'w1', number);
  if (lease === undefined) throw new Error('no run');
  const startedMs = performance.now();
  await executeRun(store, lease);
  const tookMs = performance.now() - startedMs;
  const delays = new Histogram();
  for (const { tick } of readSeconds(store.sqlite, number))
    delays.merge(Histogram.decode(tick.scheduleDelay));
  const { status, requests } = await store.prisma.run.findUniqueOrThrow({ where: { id: number } });
  const shown = await getRunMetrics(store, number);
  return {
    number,
    status,
    requests,
    tookMs,
    delayMs: (delays.quantile(0.5) ?? Number.POSITIVE_INFINITY) / 1000,
    codes: shown?.notes.map(({ code }) => code),
  };
}

it('a run scrapes its target, and one whose /metrics hangs, floods or fails sends its load just as well', async () => {
  const store = openTestStore();
  const well = await runWith(store, (response) => response.end('# TYPE up gauge\nup 1\n'));
  const silent = await runWith(store, () => undefined);
  const flood = await runWith(store, (response) => response.end('x 1\n'.repeat(2_500_000)));
  const failing = await runWith(store, (response) => response.writeHead(500).end());

  const [up] = readMetricSeries(store.sqlite, well.number);
  expect(up).toMatchObject({ name: 'up', type: 'gauge' });
  expect(up?.values.length).toBeGreaterThanOrEqual(2);
  expect(well.codes).toEqual([]);
  expect(silent.codes).toContain('timeout');
  expect(silent.codes).toContain('missed-turn');
  expect(flood.codes).toContain('too-large');
  expect(failing.codes).toEqual(['http-error']);
  // It waits for the last answer for less than a second; the rest is for a busy machine.
  expect(silent.tookMs).toBeLessThan(well.tookMs + 10_000);
  for (const run of [well, silent, flood, failing]) {
    expect([run.status, run.requests]).toEqual(['finished', 300]);
    // Generous, for a busy machine: a load held up by a scrape would be late by whole seconds.
    expect(run.delayMs).toBeLessThan(well.delayMs + 20);
  }
}, 60_000);

it('a run against a bare URL, or a target without an address for metrics, has neither series nor notes', async () => {
  const store = openTestStore();
  const rpc = await startRpcServer(() => ({ jobs: [] }));
  const { number } = await startRun(store, { plan: PLAN, targetUrl: rpc.url });
  const lease = await claimJob(store, 'run', 'w1', number);
  if (lease === undefined) throw new Error('no run');
  await executeRun(store, lease);
  expect(await getRunMetrics(store, number)).toMatchObject({
    configured: false,
    present: [],
    notes: [],
  });
}, 30_000);
