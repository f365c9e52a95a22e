import { describe, expect, it } from 'vitest';
import { startRun } from '@/lib/runs/start-run';
import { stopRun } from '@/lib/runs/stop-run';
import { claimJob } from '@/lib/store/queue/queue';
import { errorOf } from '@/lib/testing/error-of';
import { openTestStore } from '@/lib/testing/open-test-store';
import { startHttpServer } from '@/lib/testing/start-server';
import { executeRun } from './execute-run';
import { lookAtRest, waitUntilIdle } from './wait-until-idle';

const ALWAYS = { timeoutMs: 5000, isStopped: () => false };

/** A target whose queue has so many jobs, one look after the other; the last stays. */
async function targetWith(queued: number[], delayMs = 0) {
  const rpc = await startHttpServer((request, response) => {
    request.resume();
    setTimeout(() => response.end('{"jsonrpc":"2.0","id":1,"result":{"status":"ok"}}'), delayMs);
  });
  let looks = 0;
  const metrics = await startHttpServer((_, response) => {
    const waiting = queued[Math.min(looks++, queued.length - 1)];
    response.end(`training_jobs_queued ${waiting}\nunrelated_total 999\n`);
  });
  return { target: { endpoint: { url: rpc.url }, metricsUrl: metrics.url }, looks: () => looks };
}

it('reads how fast a target at rest answers, and how much waits in it', async () => {
  const { target } = await targetWith([3]);
  expect(await lookAtRest(target)).toMatchObject({ queued: 3 });
  expect(await lookAtRest({ endpoint: { url: 'http://127.0.0.1:1/' } })).toBeUndefined();
});

it('waits until no more jobs wait than at rest, twice in a row', async () => {
  const { target, looks } = await targetWith([9, 1, 4, 1, 1, 0]);
  const waited = await waitUntilIdle(target, { latencyMs: 1000, queued: 1 }, ALWAYS);
  expect(waited.isIdle).toBe(true);
  expect(looks()).toBe(5);
});

it('gives up on a target that stays slow, and when it is stopped', async () => {
  const { target } = await targetWith([0], 60);
  const rest = { latencyMs: 1 };
  const late = await waitUntilIdle(target, rest, { ...ALWAYS, timeoutMs: 300 });
  expect(late.isIdle).toBe(false);
  expect(late.ms).toBeGreaterThanOrEqual(300);
  const stopped = await waitUntilIdle(target, rest, { ...ALWAYS, isStopped: () => true });
  expect(stopped.isIdle).toBe(false);
  expect(stopped.ms).toBeLessThan(300);
});

describe('a run that waits for an idle target', () => {
  /** Queued and claimed; the target has so many jobs, one look after the other. */
  async function claimed(queued: number[]) {
    const { target, looks } = await targetWith(queued);
    const store = openTestStore();
    const { endpoint, metricsUrl } = target;
    await store.prisma.target.create({ data: { name: 'T', url: endpoint.url, metricsUrl } });
    const stages = [{ users: 1, spawnPerSecond: 10, durationMs: 1000 }];
    const plan = {
      name: 'Short',
      load: { model: 'closed', stages, waitMs: { min: 100, max: 100 } },
      users: [{ behaviour: 'burst', weight: 1 }],
    };
    const { number } = await startRun(store, { plan, target: 'T', waitForIdle: true });
    const lease = await claimJob(store, 'run', 'test', number);
    if (lease === undefined) throw new Error('The run was not queued.');
    const run = () => store.prisma.run.findUniqueOrThrow({ where: { id: number } });
    return { store, lease, looks, run, number };
  }

  it('sends its load once nothing is left of earlier work', async () => {
    const { store, lease, looks, run } = await claimed([9, 9, 9, 9, 3, 0]);
    const begin = executeRun(store, lease);
    await expect.poll(looks).toBeGreaterThan(0);
    expect(await run()).toMatchObject({ status: 'running', environment: null });
    await begin;
    expect((await run()).requests).toBeGreaterThan(0);
  });

  it('sends none, and says why, where the target is not idle in time', async () => {
    const { store, lease, run } = await claimed([9]);
    await executeRun(store, lease, { idleTimeoutMs: 600 });
    expect(await run()).toMatchObject({
      status: 'failed',
      requests: 0,
      failureReason: expect.stringMatching(
        /^The target was not idle within .*No requests were sent\.$/,
      ),
    });
  });

  it('can be stopped while it waits', async () => {
    const { store, lease, looks, run, number } = await claimed([9]);
    const begin = executeRun(store, lease);
    await expect.poll(looks).toBeGreaterThan(0);
    await stopRun(store, number, 'gracefully');
    await begin;
    expect(await run()).toMatchObject({ status: 'stopped', requests: 0 });
  });

  it('is refused where the target has no metrics that could tell', async () => {
    const store = openTestStore();
    await store.prisma.target.create({ data: { name: 'T', url: 'http://127.0.0.1:1/' } });
    const error = await errorOf(startRun(store, { plan: PLAN, target: 'T', waitForIdle: true }));
    expect(error).toMatchObject({ code: 'invalid-input', problems: [{ path: 'waitForIdle' }] });
  });
});

const PLAN = {
  name: 'Short',
  load: { model: 'closed', stages: [{ users: 1, spawnPerSecond: 10, durationMs: 1000 }] },
};
