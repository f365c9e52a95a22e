import { expect, test } from 'vitest';
import { createManualClock } from '../testing/manual-clock';
import { Faults } from './faults';

function createFaults() {
  const clock = createManualClock();
  const faults = new Faults(clock, ['rpc.ping']);
  const over: string[] = [];
  const begin = (fault: 'latencyMs' | 'slowWritesMs') =>
    faults.delay(fault)?.then(() => over.push(`${fault} at ${clock.monotonicMs()} ms`));
  return { clock, faults, over, begin };
}

test('a delay is over after its time', async () => {
  const { clock, faults, over, begin } = createFaults();
  faults.change({ latencyMs: 80 });
  const delay = begin('latencyMs');
  clock.advance(1_000);
  await delay;
  expect(over).toEqual(['latencyMs at 1000 ms']);
});

test('a fault that is off delays nothing', () => {
  const { begin } = createFaults();
  expect(begin('latencyMs')).toBeUndefined();
});

test('a fault that is switched off lets go of those it delays, and of no others', async () => {
  const { clock, faults, over, begin } = createFaults();
  faults.change({ latencyMs: 10_000, slowWritesMs: 300 });
  const delays = [begin('latencyMs'), begin('slowWritesMs')];
  clock.advance(100);
  faults.change({ latencyMs: 0 });
  await delays[0];
  expect(over).toEqual(['latencyMs at 100 ms']);
  clock.advance(200);
  await delays[1];
  expect(over).toEqual(['latencyMs at 100 ms', 'slowWritesMs at 300 ms']);
});

test('a change with problems changes nothing and tells nobody', () => {
  const { faults } = createFaults();
  const told: number[] = [];
  faults.onChange(({ latencyMs }) => told.push(latencyMs));
  expect(faults.change({ latencyMs: 50, errorShare: 2 })).toEqual([
    'errorShare must be a number from 0 to 1.',
  ]);
  expect([faults.state.latencyMs, told]).toEqual([0, []]);
});
