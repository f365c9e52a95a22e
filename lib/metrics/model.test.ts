import { expect, it } from 'vitest';
import { shownMetrics } from './model';

const PRESENT = ['up', 'process_cpu_seconds_total', 'redis_queue_length', 'a', 'b', 'c', 'd'];

it('shows the training service’s own metrics first unless others were chosen', () => {
  expect(shownMetrics(PRESENT, undefined)).toEqual([
    'redis_queue_length',
    'process_cpu_seconds_total',
  ]);
  expect(shownMetrics(PRESENT, ['c', 'gone', 'up'])).toEqual(['up', 'c']);
  expect(shownMetrics(PRESENT, [])).toEqual([]);
});

it('shows the first six metrics of a target that has none of the usual ones', () => {
  expect(shownMetrics(['a', 'b', 'c', 'd', 'e', 'f', 'g'], undefined)).toEqual([
    'a',
    'b',
    'c',
    'd',
    'e',
    'f',
  ]);
});
