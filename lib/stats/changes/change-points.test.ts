import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random';
import { changePoints } from './change-points';

/** A regression that was repaired: ten runs each of about 100, 130 and 100 ms. */
const UP_AND_DOWN = [
  99.269, 100.695, 100.528, 99.51, 99.991, 99.899, 100.303, 100.577, 99.188, 99.057, 130.672,
  129.866, 130.525, 129.004, 129.891, 130.443, 129.458, 130.891, 130.803, 129.061, 99.051, 100.083,
  100.878, 99.762, 99.433, 99.844, 99.058, 99.443, 99.876, 99.992,
];

/** Normal noise with a deviation of 1 around a level for each index. */
function noise(seed: number, length: number, level: (index: number) => number): number[] {
  const random = createRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length }, (_, index) => level(index) + normal());
}

const indexesOf = (series: readonly number[]) =>
  changePoints(series).points.map(({ index }) => index);

describe('changePoints', () => {
  it('finds a step, with its levels and its size', () => {
    const { points, drifts } = changePoints([10, 11, 10, 9, 10, 20, 21, 20, 19, 20]);
    expect(drifts).toEqual([]);
    expect(points).toMatchObject([{ index: 5, before: 10, after: 20, change: 1 }]);
    // By hand: t = 10 / √(4/8 · 2/5) = 22.36 with 8 degrees of freedom.
    expect(points[0]?.p).toBeCloseTo(1.69e-8, 10);
  });

  it('finds both steps of a regression that was repaired, at any moment after', () => {
    const { points, drifts } = changePoints(UP_AND_DOWN);
    expect(drifts).toEqual([]);
    expect(points.map(({ index }) => index)).toEqual([10, 20]);
    expect(points[0]?.before).toBeCloseTo(99.9, 1);
    expect(points[0]?.after).toBeCloseTo(130.1, 1);
    expect(points[0]?.change).toBeCloseTo(0.302, 3);
    expect(points[1]?.change).toBeCloseTo(-0.233, 3);
    const known = UP_AND_DOWN.map((_, at) => indexesOf(UP_AND_DOWN.slice(0, at + 1)));
    // Three runs of the new level are enough.
    expect(known.slice(0, 12).flat()).toEqual([]);
    expect(known.slice(12, 22)).toEqual(Array.from({ length: 10 }, () => [10]));
    expect(known.slice(22)).toEqual(Array.from({ length: 8 }, () => [10, 20]));
  });

  it('finds two steps of four deviations, each within one of where it is', () => {
    const series = noise(3, 60, (index) => (index < 20 ? 50 : index < 40 ? 54 : 48));
    expect(indexesOf(series)).toEqual([20, 40]);
  });

  it('finds a level of five runs among a hundred, and steps that lie in different windows', () => {
    const short = noise(5, 100, (index) => (index >= 60 && index < 65 ? 106 : 100));
    expect(indexesOf(short)).toEqual([60, 65]);
    const many = noise(6, 300, (index) => 100 + (Math.floor(index / 45) % 2) * 6);
    expect(indexesOf(many)).toEqual([45, 90, 135, 180, 225, 270]);
  });

  it('finds a step that is smaller than the noise where the levels are longer than a window', () => {
    const [point, ...others] = indexesOf(noise(7, 400, (index) => (index < 200 ? 100 : 100.8)));
    expect(others).toEqual([]);
    expect(Math.abs((point ?? 0) - 200)).toBeLessThanOrEqual(10);
  });

  it('takes no outlier for a change, wherever it is and however large', () => {
    for (let at = 0; at < 40; at++)
      for (const height of [10, 1000]) {
        const series = noise(at, 40, (index) => (index === at ? 100 + height : 100));
        expect(changePoints(series)).toEqual({ points: [], drifts: [] });
      }
  });

  it('seldom takes noise for a change, or that there is more of it', () => {
    const alarms = (series: (seed: number) => number[]) =>
      Array.from({ length: 100 }, (_, seed) => changePoints(series(100 + seed))).filter(
        ({ points, drifts }) => points.length + drifts.length > 0,
      ).length;
    expect(alarms((seed) => noise(seed, 60, () => 10))).toBeLessThanOrEqual(3);
    const louder = (times: number) => (seed: number) =>
      noise(seed, 60, () => 0).map((value, index) => 10 + value * (index < 30 ? 1 : times));
    expect(alarms(louder(2))).toBeLessThanOrEqual(4);
    expect(alarms(louder(4))).toBeLessThanOrEqual(8);
  });

  it('has nothing to say of short or constant series', () => {
    for (const series of [
      [],
      [1, 2, 3, 4, 5],
      // Of six values in any order every tenth is parted as well.
      [1, 1, 1, 2, 2, 2],
      [7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7],
      Array.from({ length: 40 }, () => 0.1),
    ])
      expect(changePoints(series)).toEqual({ points: [], drifts: [] });
  });

  it('finds a step between levels without any noise', () => {
    const still = [...Array(8).fill(0.1), ...Array(8).fill(0.3)];
    expect(changePoints(still).points).toMatchObject([{ index: 8, p: 0 }]);
    const fromZero = [...Array(8).fill(0), ...Array(8).fill(0.02)];
    expect(changePoints(fromZero).points).toMatchObject([{ index: 8, change: undefined }]);
  });

  it('finds every step among a thousand values', () => {
    const series = noise(8, 1000, (index) => 100 + (Math.floor(index / 40) % 2) * 6);
    const steps = Array.from({ length: 24 }, (_, at) => 40 * (at + 1));
    expect(indexesOf(series)).toEqual(steps);
  });
});

describe('what is added later', () => {
  const isKept = (reported: readonly number[], series: readonly number[]) => {
    const { points, drifts } = changePoints(series);
    return reported.every(
      (at) =>
        points.some(({ index }) => Math.abs(index - at) <= 1) ||
        drifts.some(({ from, to }) => from <= at && at <= to),
    );
  };

  it('leaves what was reported: more of the same level, or another change', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1000 }),
        fc.integer({ min: 8, max: 30 }),
        fc.integer({ min: 5, max: 30 }),
        fc.constantFrom(0, -5, 5, 12),
        fc.integer({ min: 1, max: 40 }),
        (seed, before, after, next, added) => {
          const level = (index: number) =>
            index < before ? 100 : index < before + after ? 106 : 106 + next;
          const series = noise(seed, before + after + added, level);
          const reported = indexesOf(series.slice(0, before + after));
          expect(reported.some((at) => Math.abs(at - before) <= 1)).toBe(true);
          expect(isKept(reported, series)).toBe(true);
        },
      ),
      { seed: 12, numRuns: 150 },
    );
  });

  it('takes back what was reported of noise when it no longer holds', () => {
    // From the 31st run on there is four times as much of it: the first few look like a level.
    const series = noise(6, 100, () => 0).map((value, index) => value * (index < 30 ? 1 : 4));
    expect(indexesOf(series.slice(0, 40))).toEqual([37]);
    expect(indexesOf(series.slice(0, 60))).toEqual([]);
    expect(indexesOf(series)).toEqual([]);
  });

  it('does not see what is to come: the points of a beginning are found in the beginning', () => {
    const series = noise(9, 90, (index) => (index < 30 ? 100 : index < 60 ? 106 : 100));
    const first = new Map<number, number>();
    for (let length = 1; length <= series.length; length++)
      for (const index of indexesOf(series.slice(0, length)))
        first.set(index, first.get(index) ?? length);
    expect([...first]).toEqual([
      [30, 34],
      [60, 63],
    ]);
  });
});

describe('the same series, told in another way', () => {
  /** Levels of at least eight, each at least eight deviations from the one before. */
  const steps = fc
    .tuple(
      fc.integer({ min: 0, max: 1000 }),
      fc.array(
        fc.record({
          length: fc.integer({ min: 8, max: 30 }),
          rise: fc.constantFrom(-20, -12, -8, 8, 12, 20),
        }),
        { minLength: 1, maxLength: 5 },
      ),
    )
    .map(([seed, parts]) => {
      let mean = 100;
      const levels = parts.flatMap(({ length, rise }) => {
        mean += rise;
        return Array.from({ length }, () => mean);
      });
      return noise(seed, levels.length, (index) => levels[index] ?? 0);
    });

  it('has its change points mirrored when it is reversed', () => {
    fc.assert(
      fc.property(steps, (series) => {
        const there = changePoints(series);
        const back = changePoints(series.toReversed());
        fc.pre(there.drifts.length + back.drifts.length === 0);
        expect(back.points.map(({ index }) => series.length - index).reverse()).toEqual(
          there.points.map(({ index }) => index),
        );
      }),
      { seed: 13, numRuns: 100 },
    );
  });

  it('has the same changes upside down, moved, or in another unit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 6, maxLength: 40 }),
        (series) => {
          const indexes = (values: number[]) => {
            const { points, drifts } = changePoints(values);
            return [points.map(({ index }) => index), drifts.map(({ from, to }) => [from, to])];
          };
          const expected = indexes(series);
          expect(indexes(series.map((value) => -value))).toEqual(expected);
          expect(indexes(series.map((value) => value * 4))).toEqual(expected);
          expect(indexes(series.map((value) => value + 512))).toEqual(expected);
        },
      ),
      { seed: 11 },
    );
  });
});
