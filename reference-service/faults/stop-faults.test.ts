import { expect, onTestFinished, test } from 'vitest';
import { putFaults, requestFaults } from '../testing/faults-client';
import { call } from '../testing/service-client';
import { startTestService } from '../testing/start-test-service';
import { timeOf } from '../testing/time-of';

const faultsEnabled = true;

/** Sees, from outside the service, how long no timer of the process could run, in ms. */
function watchEventLoop() {
  let lastMs = performance.now();
  let longestMs = 0;
  const tick = () => {
    const nowMs = performance.now();
    longestMs = Math.max(longestMs, nowMs - lastMs);
    lastMs = nowMs;
  };
  const timer = setInterval(tick, 5);
  onTestFinished(() => clearInterval(timer));
  return () => {
    tick();
    return longestMs;
  };
}

test('a freeze of 300 ms holds up the event loop once, and is 0 afterwards', async () => {
  const { url } = await startTestService({ faultsEnabled });
  await call(url, 'rpc.ping');
  const longestMs = watchEventLoop();
  const put = await putFaults(url, { frozenMs: 300 });
  expect(put.frozenMs).toBe(300);
  await call(url, 'rpc.ping');
  expect(longestMs()).toBeGreaterThan(290);
  expect(await (await requestFaults(url, 'GET')).json()).toMatchObject({ frozenMs: 0 });
});

test('pauses of 120 ms every 200 ms hold requests up, again and again, until switched off', async () => {
  const { url } = await startTestService({ faultsEnabled });
  await putFaults(url, { pauseMs: 120, pauseEveryMs: 200 });
  expect(await heldUpWithin(url, 1_100)).toBeGreaterThanOrEqual(3);
  await requestFaults(url, 'DELETE');
  expect(await heldUpWithin(url, 600)).toBeLessThanOrEqual(1);
});

/** How many requests of one client, one after the other, take 110 ms or more. */
async function heldUpWithin(url: string, ms: number): Promise<number> {
  const untilMs = performance.now() + ms;
  let heldUp = 0;
  while (performance.now() < untilMs) if ((await timeOf(call(url, 'rpc.ping'))) >= 110) heldUp += 1;
  return heldUp;
}
