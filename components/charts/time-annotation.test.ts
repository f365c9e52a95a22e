import { expect, it } from 'vitest';
import { annotationColumns, annotationsByPoint } from './time-annotation';

const points = [0, 1000, 2000].map((x) => ({ x, values: {} }));

it('puts each mark beside the step that it falls into', () => {
  expect(
    annotationsByPoint(points, [
      { id: 1, x: 1200, label: 'Paused' },
      { id: 2, x: 1900, label: 'Resumed' },
      { id: 3, x: 9000, label: 'To 50/s' },
    ]),
  ).toEqual([undefined, 'Paused, Resumed', 'To 50/s']);
});

it('adds no column where nothing was changed, and nothing to no points', () => {
  expect(annotationColumns(points, [])).toEqual([]);
  expect(annotationsByPoint([], [{ id: 1, x: 0, label: 'Paused' }])).toEqual([]);
});
