import { expect, it } from 'vitest';
import { createRandom } from '../random';
import { changePoints } from './change-points';
import { gradualChanges } from './gradual-changes';
import { sumsOf } from './series-sums';

function noisy(seed: number, values: readonly number[]): number[] {
  const random = createRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return values.map((value) => value + normal());
}

const ramp = (length: number, from: number, to: number) =>
  Array.from({ length }, (_, at) => from + ((to - from) * at) / (length - 1));
const flat = (length: number, value: number) => Array.from({ length }, () => value);

it('calls a slow growth a drift, not steps', () => {
  const { points, drifts } = changePoints(noisy(1, ramp(60, 100, 110)));
  expect(points).toEqual([]);
  expect(drifts).toHaveLength(1);
  expect(drifts[0]).toMatchObject({ from: 0, to: 59 });
  expect(drifts[0]?.before).toBeCloseTo(100, 0);
  expect(drifts[0]?.after).toBeCloseTo(110, 0);
  expect(drifts[0]?.change).toBeCloseTo(0.094, 3);
  expect(drifts[0]?.p).toBeLessThan(1e-12);
  const falling = changePoints(noisy(2, ramp(60, 110, 100)));
  expect(falling.points).toEqual([]);
  expect(falling.drifts[0]?.change).toBeCloseTo(-0.09, 2);
});

it('finds where a growth begins and ends, and the steps beside it', () => {
  const series = [...flat(30, 100), ...ramp(40, 100, 120), ...flat(30, 120), ...flat(20, 100)];
  const { points, drifts } = changePoints(noisy(3, series));
  expect(points).toMatchObject([{ index: 100 }]);
  expect(points[0]?.before).toBeCloseTo(120, 0);
  expect(drifts).toHaveLength(1);
  expect(Math.abs((drifts[0]?.from ?? 0) - 30)).toBeLessThanOrEqual(3);
  expect(Math.abs((drifts[0]?.to ?? 0) - 69)).toBeLessThanOrEqual(3);
});

it('keeps a drift when the level that it came to lasts', () => {
  const series = noisy(4, [...ramp(50, 100, 115), ...flat(60, 115)]);
  for (const length of [50, 60, 80, 110]) {
    const { points, drifts } = changePoints(series.slice(0, length));
    expect(points).toEqual([]);
    expect(drifts).toHaveLength(1);
    expect(Math.abs((drifts[0]?.to ?? 0) - 49)).toBeLessThanOrEqual(5);
  }
});

it('leaves one step, two steps and what is quick steps', () => {
  for (const series of [
    [...flat(30, 100), ...flat(30, 110)],
    [...flat(20, 100), ...flat(20, 110), ...flat(20, 120)],
    [...flat(25, 100), 103, 106, ...flat(25, 110)],
  ])
    expect(changePoints(noisy(5, series)).drifts).toEqual([]);
});

it('fits a line exactly where there is no noise', () => {
  const sums = sumsOf([...flat(5, 10), ...ramp(11, 10, 20), ...flat(5, 20)]);
  const [only, ...others] = gradualChanges(sums, [8, 12]);
  expect(others).toEqual([]);
  expect(only).toMatchObject({ stretchFrom: 0, stretchTo: 21, gradual: { from: 5, to: 15 } });
  expect(only?.gradual.before).toBeCloseTo(10, 9);
  expect(only?.gradual.after).toBeCloseTo(20, 9);
  expect(only?.gradual.change).toBeCloseTo(1, 9);
  expect(gradualChanges(sums, [])).toEqual([]);
});
