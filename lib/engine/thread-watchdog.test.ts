import { expect, it, onTestFinished } from 'vitest';
import { watchThread } from './thread-watchdog';

function watched() {
  const clock = { ms: 0 };
  const silent: number[] = [];
  const dog = watchThread(
    (ms) => silent.push(ms),
    () => clock.ms,
  );
  onTestFinished(dog.end);
  const pass = (ms: number, stepMs = 250) => {
    for (const endMs = clock.ms + ms; clock.ms < endMs; ) {
      clock.ms += stepMs;
      dog.look();
    }
  };
  return { dog, silent, pass };
}

it('tells of a thread that says nothing for ten seconds', () => {
  const { dog, silent, pass } = watched();
  pass(9000);
  dog.heard();
  pass(9750);
  expect(silent).toEqual([]);
  pass(250);
  expect(silent).toEqual([10_000]);
});

it('waits two and a half seconds once it was told to stop', () => {
  const { dog, silent, pass } = watched();
  pass(1000);
  dog.heard();
  dog.stopping();
  pass(2250);
  expect(silent).toEqual([]);
  pass(250);
  expect(silent).toEqual([2500]);
});

it('does not count time in which this process stood still itself', () => {
  const { silent, pass } = watched();
  pass(60_000, 5000);
  expect(silent).toEqual([]);
});
