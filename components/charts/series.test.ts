import { expect, it } from 'vitest';
import { heightOf, type PlotSeries, withGaps } from './series';

const line = (key: string, look?: PlotSeries['look']): PlotSeries => ({
  key,
  label: key,
  color: 'red',
  unit: '',
  look,
  format: (value) => ({ value: String(value), unit: '' }),
});
const series = [line('queued', 'stacked'), line('p95'), line('running', 'stacked')];
const [queued, p95, running] = series as [PlotSeries, PlotSeries, PlotSeries];
const point = { x: 0, values: { queued: 3, p95: 100, running: 4 } };

it('stands stacked series on those before them, and no others', () => {
  expect(heightOf(point, queued, series)).toBe(3);
  expect(heightOf(point, running, series)).toBe(7);
  expect(heightOf(point, p95, series)).toBe(100);
  expect(heightOf({ x: 0, values: {} }, running, series)).toBeUndefined();
});

it('breaks the line where seconds are missing', () => {
  const points = [0, 1000, 4000].map((x) => ({ x, values: { p95: x } }));
  expect(withGaps(points, 1000).map((point) => [point.x, point.values.p95])).toEqual([
    [0, 0],
    [1000, 1000],
    [2000, undefined],
    [4000, 4000],
  ]);
});
