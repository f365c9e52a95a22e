import { expect, test } from 'vitest';
import { createInterruption } from './interruption.mjs';

function recordCalls() {
  const calls: string[] = [];
  const clock = { ms: 1_000 };
  const interrupt = createInterruption({
    onFirst: (signal) => calls.push(signal),
    onSecond: () => calls.push('at once'),
    now: () => clock.ms,
  });
  return { calls, clock, interrupt };
}

test('the first signal asks for an orderly end', () => {
  const { calls, interrupt } = recordCalls();
  interrupt('SIGTERM');
  expect(calls).toEqual(['SIGTERM']);
});

test('one Ctrl-C that arrives twice, from the terminal and from npm, counts once', () => {
  const { calls, clock, interrupt } = recordCalls();
  interrupt('SIGINT');
  clock.ms += 20;
  interrupt('SIGINT');
  expect(calls).toEqual(['SIGINT']);
});

test('a second Ctrl-C ends everything at once', () => {
  const { calls, clock, interrupt } = recordCalls();
  interrupt('SIGINT');
  clock.ms += 500;
  interrupt('SIGINT');
  expect(calls).toEqual(['SIGINT', 'at once']);
});
