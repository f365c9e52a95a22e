import { expect, it } from 'vitest';
import { createSystemClock, LoadTime } from './clock';

it('stands still while paused, and goes on where it stood', () => {
  let runMs = 0;
  const time = new LoadTime(() => runMs);
  runMs = 1000;
  expect(time.now()).toBe(1000);
  time.pause();
  runMs = 3500;
  time.pause();
  expect(time.isPaused).toBe(true);
  expect(time.now()).toBe(1000);
  time.resume();
  time.resume();
  expect(time.isPaused).toBe(false);
  expect(time.now()).toBe(1000);
  runMs = 4000;
  expect(time.now()).toBe(1500);
  expect(time.toRun(2000)).toBe(4500);
});

it('is idle no longer than time passes, however many wait to be exact', async () => {
  const clock = createSystemClock();
  const [startMs, startIdleMs] = [clock.now(), clock.idleMs];
  const waits = Array.from(
    { length: 5 },
    () => new Promise<void>((done) => clock.wakeAt(startMs + 20, done, 'exact')),
  );
  await Promise.all(waits);
  expect(clock.spunMs).toBeGreaterThan(0);
  expect(clock.idleMs - startIdleMs).toBeLessThanOrEqual(clock.now() - startMs);
});
