import { expect, it } from 'vitest';
import { withGaps } from './with-gaps';

it('breaks the line where seconds are missing', () => {
  const points = [0, 1000, 4000].map((x) => ({ x, values: { p95: x } }));
  expect(withGaps(points, 1000).map((point) => [point.x, point.values.p95])).toEqual([
    [0, 0],
    [1000, 1000],
    [2000, undefined],
    [4000, 4000],
  ]);
});
