import { expect, it } from 'vitest';
import { startHttpServer } from '@/lib/testing/start-server';
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
