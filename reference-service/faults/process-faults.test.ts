import { expect, test } from 'vitest';
import { createManualClock } from '../testing/manual-clock';
import { Faults } from './faults';
import { stopProcess } from './process-faults';

function createStops() {
  const manual = createManualClock();
  let stoodStillMs = 0;
  // While the process stands still time goes on, but no timer does.
  const clock = { ...manual, monotonicMs: () => manual.monotonicMs() + stoodStillMs };
  const faults = new Faults(clock, []);
  const stops: [atMs: number, forMs: number][] = [];
  stopProcess(faults, clock, (forMs) => {
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
