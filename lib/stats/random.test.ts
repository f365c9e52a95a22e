import { expect, it } from 'vitest';
import { createRandom } from './random';

function take(count: number, seed: number, stream?: number): number[] {
  const random = createRandom(seed, stream);
  return Array.from({ length: count }, random);
}

it('the same seed and stream give the same numbers', () => {
  expect(take(5, 42, 7)).toEqual(take(5, 42, 7));
});

it('neighbouring seeds and streams share nothing', () => {
  const first = [take(1, 1, 0), take(1, 2, 0), take(1, 1, 1), take(1, 0, 1), take(1, 2, 1)].flat();
  expect(new Set(first).size).toBe(5);
});

it('is even: ten thousand numbers fall into ten parts within four standard deviations', () => {
  const parts = new Array<number>(10).fill(0);
  for (const value of take(10_000, 3))
    parts[Math.floor(value * 10)] = (parts[Math.floor(value * 10)] ?? 0) + 1;
  for (const part of parts) expect(Math.abs(part - 1000)).toBeLessThan(120);
});

it('first numbers of a thousand streams are even too: users must not all choose alike', () => {
  const mean =
    Array.from({ length: 1000 }, (_, stream) => createRandom(9, stream)()).reduce((a, b) => a + b) /
    1000;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.04);
});
