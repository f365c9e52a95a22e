import { expect, it } from 'vitest';
import { LoadTime } from './clock';

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
