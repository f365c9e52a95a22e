import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRandom } from '@/lib/stats/random';
import { randomInt } from './render';

it('gives whole numbers of the range, both ends among them', () => {
  const random = createRandom(3);
  const seen = new Set(Array.from({ length: 1000 }, () => randomInt(random, -1, 2)));
  expect([...seen].sort((a, b) => a - b)).toEqual([-1, 0, 1, 2]);
});

it('stays within ranges of any width', () => {
  const safe = fc.maxSafeInteger();
  fc.assert(
    fc.property(safe, safe, fc.nat(), (a, b, seed) => {
      const [min, max] = [Math.min(a, b), Math.max(a, b)];
      const drawn = randomInt(createRandom(seed), min, max);
      expect(Number.isSafeInteger(drawn)).toBe(true);
      expect(drawn).toBeGreaterThanOrEqual(min);
      expect(drawn).toBeLessThanOrEqual(max);
    }),
  );
});
