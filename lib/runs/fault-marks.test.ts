import { expect, it } from 'vitest';
import { faultMarks } from './fault-marks';

const atMs = [250, 1250, 2250, 3250, 4250];

it('marks when a fault was switched on and off, in order of time', () => {
  expect(
    faultMarks([
      { labels: { fault: 'latencyMs' }, atMs, values: [0, 0, 1, 1, 0] },
      { labels: { fault: 'errorShare' }, atMs, values: [1, 1, 1, 0, 0] },
      { labels: { fault: 'pauseMs' }, atMs, values: [0, 0, 0, 0, 0] },
    ]),
  ).toEqual([
    { atMs: 250, text: 'errorShare on' },
    { atMs: 2250, text: 'latencyMs on' },
    { atMs: 3250, text: 'errorShare off' },
    { atMs: 4250, text: 'latencyMs off' },
  ]);
});
