import { expect, it } from 'vitest';
import type { SearchStepView } from '@/lib/capacity/model';
import { searchPoints } from './search-points';

const step = (number: number, load: number, holds?: boolean) =>
  ({ number, load, result: holds === undefined ? undefined : { holds } }) as SearchStepView;

it('draws what the line lies between, from the first break on', () => {
  const points = searchPoints([
    step(1, 10, true),
    step(2, 40, false),
    step(3, 20, true),
    step(4, 28),
  ]);
  expect(points.map(({ values }) => [values.low, values.high])).toEqual([
    [undefined, undefined],
    [10, 40],
    [20, 40],
    [20, 40],
  ]);
  expect(points.map(({ values }) => values.holds ?? values.breaks ?? values.now)).toEqual([
    10, 40, 20, 28,
  ]);
});
