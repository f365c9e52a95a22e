import { describe, expect, it } from 'vitest';
import { effectiveCount } from './effective-count';
import { createRandom } from './random';

/** Seconds of 100 values; the share above goes up and down with `level`. */
function seconds(length: number, level: (second: number) => number, seed = 1) {
  const random = createRandom(seed);
  return Array.from({ length }, (_, second) => {
    let above = 0;
    for (let value = 0; value < 100; value++) if (random() < level(second)) above += 1;
    return { count: 100, above };
  });
}

describe('effectiveCount', () => {
  it('is nearly all of independent values', () => {
    const counts = [1, 2, 3, 4, 5].map((seed) => effectiveCount(seconds(600, () => 0.05, seed)));
    for (const count of counts) {
      expect(count).toBeLessThanOrEqual(60_000);
      expect(count).toBeGreaterThan(30_000);
    }
  });

  it('is far fewer when slow spells last many seconds', () => {
    const spells = seconds(600, (second) => (Math.floor(second / 40) % 2 === 0 ? 0.01 : 0.09));
    expect(effectiveCount(spells)).toBeLessThan(6000);
  });

  it('is all there are when there are too few seconds to tell, or nothing varies', () => {
    expect(effectiveCount(seconds(5, () => 0.05))).toBe(500);
    expect(effectiveCount([])).toBe(0);
    expect(effectiveCount(seconds(60, () => 0))).toBe(6000);
  });

  it('takes the exact number of a case worked out by hand', () => {
    // Eight seconds of ten: shares 0.5 ± 0.3; variance 8·9/80²·8/7, by chance 0.25/80.
    const by = [8, 2, 8, 2, 8, 2, 8, 2].map((above) => ({ count: 10, above }));
    expect(effectiveCount(by)).toBe(Math.floor(80 / (((72 / 6400) * (8 / 7)) / (0.25 / 80))));
  });
});
