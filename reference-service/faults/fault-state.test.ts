import { expect, test } from 'vitest';
import { changeFaults, noFaults } from './fault-state';

const methodNames = ['rpc.ping', 'training.evaluate'];
const change = (given: unknown, current = noFaults) => changeFaults(current, given, methodNames);

test('fields that are left out stay as they are', () => {
  const current = { ...noFaults, latencyMs: 100, queueLimit: 5 };
  expect(change({ errorShare: 0.25 }, current)).toEqual({
    ok: true,
    state: { ...noFaults, latencyMs: 100, queueLimit: 5, errorShare: 0.25 },
  });
});

test('null and 0 both switch a fault off', () => {
  const current = { ...noFaults, latencyMs: 100, slowWritesMs: 50, queueLimit: 5 };
  const limited = { ...current, databasePoolSize: 2, rateLimitPerSecond: 9 };
  const off = {
    latencyMs: null,
    slowWritesMs: 0,
    queueLimit: 0,
    databasePoolSize: 0,
    rateLimitPerSecond: null,
  };
  expect(change(off, limited)).toEqual({ ok: true, state: noFaults });
});

test('what is switched off takes along what it is paired with', () => {
  const current = {
    ...noFaults,
    pauseMs: 50,
    pauseEveryMs: 500,
    slowMethod: 'rpc.ping',
    slowMethodMs: 20,
  };
  expect(change({ pauseMs: 0, slowMethod: null }, current)).toEqual({ ok: true, state: noFaults });
  expect(change({ pauseEveryMs: null, slowMethodMs: 0 }, current)).toEqual({
    ok: true,
    state: noFaults,
  });
});

test('every problem is told, those of shape and those of fields that need each other', () => {
  expect(
    change({
      latencyMs: -1,
      errorShare: 1.5,
      databasePoolSize: 2.5,
      queueLimit: '3',
      slowMethod: 'training.nothing',
      pauseMs: 10_001,
      lagMs: 5,
      speed: 1,
    }),
  ).toEqual({
    ok: false,
    problems: [
      'latencyMs must be a whole number from 0 to 60000.',
      'errorShare must be a number from 0 to 1.',
      'databasePoolSize must be a whole number from 0 to 1000.',
      'queueLimit must be a whole number from 0 to 1000000.',
      'pauseMs must be a whole number from 0 to 10000.',
      'slowMethod must be one of rpc.ping, training.evaluate.',
      'There is no fault lagMs, no fault speed.',
      'pauseMs needs pauseEveryMs.',
      'slowMethod needs slowMethodMs.',
    ],
  });
});

test('pauses that leave no time between them are refused', () => {
  expect(change({ pauseMs: 100, pauseEveryMs: 100 })).toEqual({
    ok: false,
    problems: ['pauseMs must be less than pauseEveryMs.'],
  });
  expect(change({ pauseMs: 99, pauseEveryMs: 100 })).toMatchObject({ ok: true });
});

test('what is no object is refused', () => {
  for (const given of [undefined, null, [], 'latencyMs', 5])
    expect(change(given)).toEqual({ ok: false, problems: ['The faults must be a JSON object.'] });
});
