import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changePoints } from './change-points';
import { createRandom } from './random';
import { welchP } from './student-t';

function noise(seed: number, length: number, level: (index: number) => number): number[] {
  const random = createRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length }, (_, index) => level(index) + normal());
}

describe('welchP', () => {
  it('parts means by their variances', () => {
    // By hand: t = 2.4 / √(2.5/5 + 5.3/5) = 1.9215 with 7.087 degrees of freedom.
    expect(welchP([1, 2, 3, 4, 5], [3, 4, 5, 6, 9])).toBeCloseTo(0.0956, 4);
    expect(welchP([2, 2, 2], [2, 2, 2])).toBe(1);
    expect(welchP([2, 2, 2], [3, 3, 3])).toBe(0);
    expect(welchP([2], [3, 3, 3])).toBe(1);
  });
});

describe('changePoints', () => {
  it('finds a step, with its levels and its size', () => {
    const [point, ...others] = changePoints([10, 11, 10, 9, 10, 20, 21, 20, 19, 20]);
    expect(others).toEqual([]);
    expect(point).toMatchObject({ index: 5, before: 10, after: 20, change: 1 });
    expect(point?.p).toBeLessThan(0.02);
  });

  it('finds two steps of four deviations, each within one of where it is', () => {
    const series = noise(3, 60, (index) => (index < 20 ? 50 : index < 40 ? 54 : 48));
    expect(changePoints(series).map(({ index }) => index)).toEqual([20, 40]);
  });

  it('takes neither an outlier nor noise for a change', () => {
    const outlier = noise(4, 40, (index) => (index === 20 ? 30 : 10));
    expect(changePoints(outlier)).toEqual([]);
    const quiet = Array.from({ length: 100 }, (_, index) =>
      changePoints(noise(100 + index, 40, () => 10)),
    );
    // The level lets about one in fifty through.
    expect(quiet.filter((points) => points.length > 0).length).toBeLessThanOrEqual(4);
  });

  it('has nothing to say of short or constant series', () => {
    expect(changePoints([])).toEqual([]);
    expect(changePoints([1, 2, 3, 4, 5])).toEqual([]);
    expect(changePoints([7, 7, 7, 7, 7, 7, 7, 7])).toEqual([]);
  });

  it('finds the same in a series turned upside down, or in another unit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 6, maxLength: 30 }),
        (series) => {
          const indexes = (values: number[]) => changePoints(values).map((p) => p.index);
          expect(indexes(series.map((value) => -value))).toEqual(indexes(series));
          expect(indexes(series.map((value) => value * 4))).toEqual(indexes(series));
        },
      ),
      { seed: 11 },
    );
  });
});
