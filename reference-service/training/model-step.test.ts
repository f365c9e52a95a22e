import { expect, test } from 'vitest';
import { SlotPool } from '../slot-pool';
import { createManualClock } from '../testing/manual-clock';
import { createModelStep, lognormalMs } from './model-step';
import { createRandom } from './random';

test('half of the latencies are under the median, and their logarithms spread by sigma', () => {
  const sample = lognormalMs(8, 0.5, createRandom(1));
  const logs = Array.from({ length: 20_000 }, () => Math.log(sample() / 8));
  const under = logs.filter((value) => value < 0).length / logs.length;
  const variance = logs.reduce((sum, value) => sum + value * value, 0) / logs.length;
  expect(under).toBeCloseTo(0.5, 1);
  expect(Math.sqrt(variance)).toBeCloseTo(0.5, 1);
});

test('with one slot the second of two steps of 10 ms takes 20 ms, its wait included', async () => {
  const clock = createManualClock();
  const slots = new SlotPool(1);
  const step = createModelStep({ clock, slots, sampleLatencyMs: () => 10 });
  const signal = new AbortController().signal;
  const durations = Promise.all([step(signal), step(signal)]);
  await Promise.resolve();
  clock.advance(10);
  while (slots.waiting > 0) await Promise.resolve();
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  clock.advance(10);
  expect(await durations).toEqual([10, 20]);
});

test('an aborted step gives its slot back at once', async () => {
  const clock = createManualClock();
  const slots = new SlotPool(1);
  const step = createModelStep({ clock, slots, sampleLatencyMs: () => 60_000 });
  const aborting = new AbortController();
  const durations = Promise.allSettled([step(aborting.signal), step(aborting.signal)]);
  await Promise.resolve();
  aborting.abort(new Error('Enough.'));
  expect((await durations).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect([slots.inUse, slots.waiting]).toEqual([0, 0]);
});
