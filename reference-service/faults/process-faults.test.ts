import { expect, onTestFinished, test } from 'vitest';
import { createManualClock } from '../testing/manual-clock';
import { call, measureMs, putFaults, requestFaults } from '../testing/service-client';
import { startTestService } from '../testing/start-test-service';
import { Faults } from './faults';
import { applyProcessFaults } from './process-faults';

function createStops() {
  const manual = createManualClock();
  let stoodStillMs = 0;
  // While the process stands still time goes on, but no timer does.
  const clock = { ...manual, monotonicMs: () => manual.monotonicMs() + stoodStillMs };
  const faults = new Faults(clock, []);
  const stops: [atMs: number, forMs: number][] = [];
  applyProcessFaults(faults, clock, (forMs) => {
    stops.push([clock.monotonicMs(), forMs]);
    stoodStillMs += forMs;
  });
  return { clock, faults, stops };
}

test('a freeze happens once, after the answer to who asked for it, and is 0 again', () => {
  const { clock, faults, stops } = createStops();
  faults.change({ frozenMs: 700 });
  expect([stops, faults.state.frozenMs]).toEqual([[], 700]);
  clock.advance(5_000);
  expect([stops, faults.state.frozenMs]).toEqual([[[0, 700]], 0]);
});

test('a freeze that is switched off before it begins does not happen', () => {
  const { clock, faults, stops } = createStops();
  faults.change({ frozenMs: 700 });
  faults.clear();
  clock.advance(5_000);
  expect(stops).toEqual([]);
});

test('pauses of 40 ms every 200 ms begin at 200, 400 and 600 ms, until they are switched off', () => {
  const { clock, faults, stops } = createStops();
  faults.change({ pauseMs: 40, pauseEveryMs: 200 });
  clock.advance(300);
  faults.change({ latencyMs: 5 });
  clock.advance(350);
  faults.change({ pauseMs: 0 });
  clock.advance(2_000);
  expect(stops).toEqual([
    [200, 40],
    [400, 40],
    [600, 40],
  ]);
});

test('pauses missed during a freeze of one second are not made up for', () => {
  const { clock, faults, stops } = createStops();
  faults.change({ pauseMs: 40, pauseEveryMs: 200, frozenMs: 1_000 });
  clock.advance(600);
  expect(stops).toEqual([
    [0, 1_000],
    [1_200, 40],
    [1_440, 40],
    [1_640, 40],
  ]);
});

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
  while (performance.now() < untilMs)
    if ((await measureMs(call(url, 'rpc.ping'))) >= 110) heldUp += 1;
  return heldUp;
}
