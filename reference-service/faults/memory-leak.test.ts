import { expect, test } from 'vitest';
import { MemoryLeak } from './memory-leak';

test('a leak grows to its most and no further, until it is released', () => {
  const leak = new MemoryLeak(10_000);
  leak.grow(6_000);
  expect(leak.bytes).toBe(6_000);
  leak.grow(6_000);
  leak.grow(6_000);
  expect(leak.bytes).toBe(10_000);
  leak.release();
  expect(leak.bytes).toBe(0);
});
