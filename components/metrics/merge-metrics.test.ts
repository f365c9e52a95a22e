import { expect, it } from 'vitest';
import type { MetricChart } from '@/lib/metrics/model';
import type { RunMetrics } from '@/lib/runs/model';
import { lastStepMs, mergeMetrics } from './merge-metrics';

function chartOf(metric: string, points: [number, number][], shows = 'value' as const) {
  return {
    metric,
    unit: 'number',
    shows,
    lines: [{ key: 's0', label: 'value' }],
    linesLeftOut: 0,
    points: points.map(([atMs, s0]) => ({ atMs, values: { s0 } })),
  } satisfies MetricChart;
}

function metricsOf(charts: MetricChart[], sinceMs?: number): RunMetrics {
  return {
    configured: true,
    present: [],
    shown: [],
    chosen: false,
    notes: [],
    stepMs: 1000,
    sinceMs,
    charts,
  };
}

it('adds what is new, with the last step as it has become', () => {
  const before = metricsOf([
    chartOf('a', [
      [0, 1],
      [1000, 2],
    ]),
  ]);
  const next = metricsOf(
    [
      chartOf('a', [
        [1000, 3],
        [2000, 4],
      ]),
      chartOf('b', [[2000, 9]]),
    ],
    1000,
  );
  const merged = mergeMetrics(before, next);
  expect(
    merged?.charts.map(({ points }) => points.map(({ atMs, values }) => [atMs, values.s0])),
  ).toEqual([
    [
      [0, 1],
      [1000, 3],
      [2000, 4],
    ],
    [[2000, 9]],
  ]);
  expect(lastStepMs(before)).toBe(1000);
  expect(lastStepMs(metricsOf([]))).toBeUndefined();
});

it('asks for all of it when a histogram’s lines have become others', () => {
  const before = metricsOf([{ ...chartOf('a', [[0, 1]]), shows: 'quantiles' }]);
  const after = metricsOf([{ ...chartOf('a', [[1000, 1]]), shows: 'p95' }], 1000);
  expect(mergeMetrics(before, after)).toBeUndefined();
  expect(mergeMetrics(before, { ...after, sinceMs: undefined })?.charts[0]?.shows).toBe('p95');
});
