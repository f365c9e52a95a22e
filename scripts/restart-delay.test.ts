import { expect, test } from 'vitest';
import { restartDelayMs } from './restart-delay.mjs';

test('the wait before a restart doubles from half a second', () => {
  expect([1, 2, 3, 4].map(restartDelayMs)).toEqual([500, 1_000, 2_000, 4_000]);
});

test('it never grows beyond half a minute', () => {
  expect(restartDelayMs(40)).toBe(30_000);
});
