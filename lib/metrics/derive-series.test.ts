import { describe, expect, it } from 'vitest';
import { deriveSeries, histogramQuantile, metricsOf } from './derive-series';
import type { MetricSeries, MetricType } from './model';

function series(
  name: string,
  type: MetricType,
  values: number[],
  labels: Record<string, string> = {},
  atMs = values.map((_, index) => index * 1000 + 250),
): MetricSeries {
  return { name, labels, type, atMs, values };
}

const linesOf = (metric: string, all: MetricSeries[], stepMs = 1000) =>
  deriveSeries(metric, all, stepMs)?.points.map(({ atMs, values }) => [atMs, values]);

describe('deriveSeries', () => {
  it('shows gauges as they are', () => {
    expect(deriveSeries('jobs', [series('jobs', 'gauge', [3, 0, 5])], 1000)).toEqual({
      metric: 'jobs',
      unit: 'number',
      shows: 'value',
      lines: [{ key: 's0', label: 'value' }],
      linesLeftOut: 0,
      points: [
        { atMs: 0, values: { s0: 3 } },
        { atMs: 1000, values: { s0: 0 } },
        { atMs: 2000, values: { s0: 5 } },
      ],
    });
  });

  it('shows counters as increase per second of the time that really passed', () => {
    const counter = series('jobs_total', 'counter', [10, 30, 30, 45], {}, [250, 1250, 2250, 3750]);
    expect(linesOf('jobs_total', [counter])).toEqual([
      [1000, { s0: 20 }],
      [2000, { s0: 0 }],
      [3000, { s0: 10 }],
    ]);
  });

  it('takes a counter that began anew for one that was added to', () => {
    const counter = series('jobs_total', 'counter', [100, 110, 4, 10]);
    expect(linesOf('jobs_total', [counter])).toEqual([
      [1000, { s0: 10 }],
      [2000, { s0: 4 }],
      [3000, { s0: 6 }],
    ]);
    expect(linesOf('jobs_total', [counter], 2000)).toEqual([[2000, { s0: 5 }]]);
  });

  it('takes the mean of a gauge in a step of several seconds', () => {
    expect(linesOf('jobs', [series('jobs', 'gauge', [1, 2, 3, 6])], 2000)).toEqual([
      [0, { s0: 1.5 }],
      [2000, { s0: 4.5 }],
    ]);
  });

  it('shows quantiles of what a histogram observed from scrape to scrape, in ms', () => {
    const buckets = [
      series('wait_seconds_bucket', 'histogram', [5, 15, 15], { le: '0.1' }),
      series('wait_seconds_bucket', 'histogram', [5, 25, 25], { le: '0.5' }),
      series('wait_seconds_bucket', 'histogram', [5, 25, 25], { le: '+Inf' }),
      series('wait_seconds_sum', 'histogram', [1, 5, 5]),
      series('wait_seconds_count', 'histogram', [5, 25, 25]),
    ];
    const chart = deriveSeries('wait_seconds', buckets, 1000);
    expect(chart).toMatchObject({ unit: 'ms', shows: 'quantiles', linesLeftOut: 0 });
    // 10 of 20 up to 100 ms and 10 up to 500; nothing was observed in the last second.
    expect(chart?.points).toEqual([{ atMs: 1000, values: { p50: 100, p95: 460, p99: 492 } }]);
    expect(deriveSeries('wait_seconds_count', buckets, 1000)).toMatchObject({
      unit: 'perSecond',
      points: [
        { atMs: 1000, values: { s0: 20 } },
        { atMs: 2000, values: { s0: 0 } },
      ],
    });
    expect(metricsOf(buckets)).toEqual(['wait_seconds', 'wait_seconds_count']);
  });

  it('shows the p95 of each of several label sets of a histogram', () => {
    const set = (route: string, last: number) => [
      series('http_seconds_bucket', 'histogram', [0, last], { method: 'GET', route, le: '1' }),
      series('http_seconds_bucket', 'histogram', [0, last], { method: 'GET', route, le: '+Inf' }),
    ];
    const chart = deriveSeries('http_seconds', [...set('/a', 10), ...set('/b', 0)], 1000);
    expect(chart?.shows).toBe('p95');
    expect(chart?.lines.map(({ label }) => label)).toEqual(['/a', '/b']);
    expect(chart?.points).toEqual([{ atMs: 1000, values: { h0: 950 } }]);
  });

  it('shows a summary’s quantiles as they are', () => {
    const all = [
      series('gc_seconds', 'summary', [0.01], { quantile: '0.5' }),
      series('gc_seconds', 'summary', [0.25], { quantile: '0.999' }),
      series('gc_seconds_sum', 'summary', [9]),
      series('gc_seconds_count', 'summary', [7]),
    ];
    expect(deriveSeries('gc_seconds', all, 1000)).toMatchObject({
      unit: 'ms',
      lines: [{ label: 'p50' }, { label: 'p99.9' }],
      points: [{ atMs: 0, values: { s0: 10, s1: 250 } }],
    });
  });

  it('names lines by the labels in which they differ, and shows six at most', () => {
    const all = Array.from({ length: 9 }, (_, i) =>
      series('queue', 'gauge', [i], { queue: `q${i}`, host: 'same' }),
    );
    const chart = deriveSeries('queue', all, 1000);
    expect(chart?.lines.map(({ label }) => label)).toEqual(['q0', 'q1', 'q2', 'q3', 'q4', 'q5']);
    expect(chart?.linesLeftOut).toBe(3);
  });

  it('leaves out what is not finite, and has nothing of a metric that is absent', () => {
    const odd = series('x', 'gauge', [1, Number.POSITIVE_INFINITY, 3]);
    expect(linesOf('x', [odd])).toEqual([
      [0, { s0: 1 }],
      [2000, { s0: 3 }],
    ]);
    expect(deriveSeries('y', [odd], 1000)).toBeUndefined();
  });

  it.each([
    ['process_cpu_seconds_total', 'counter', 'cores', 2],
    ['gc_pause_seconds_total', 'counter', 'share', 2],
    ['sent_bytes_total', 'counter', 'bytesPerSecond', 2],
    ['spent_usd_total', 'counter', 'usdPerSecond', 2],
    ['rows_total', 'untyped', 'perSecond', 2],
    ['lag_seconds', 'gauge', 'ms', 3000],
    ['process_start_time_seconds', 'gauge', 'number', 3],
    ['memory_bytes', 'gauge', 'bytes', 3],
    ['used_percent', 'gauge', 'share', 0.03],
    ['budget_usd', 'gauge', 'usd', 3],
  ] as const)('%s is in the unit of its name', (name, type, unit, last) => {
    const chart = deriveSeries(name, [series(name, type, [1, 3])], 1000);
    expect([chart?.unit, chart?.points.at(-1)?.values.s0]).toEqual([unit, last]);
  });
});

const BUCKETS = [
  { le: 0.1, count: 10 },
  { le: 0.5, count: 30 },
  { le: Number.POSITIVE_INFINITY, count: 40 },
];

describe('histogramQuantile', () => {
  it('interpolates within the bucket that holds the rank', () => {
    expect(histogramQuantile(0.125, BUCKETS)).toBe(0.05);
    expect(histogramQuantile(0.5, BUCKETS)).toBeCloseTo(0.3, 12);
    expect(histogramQuantile(0.75, BUCKETS)).toBe(0.5);
  });

  it('is the highest finite bound where the rank lies beyond it', () => {
    expect(histogramQuantile(0.95, BUCKETS)).toBe(0.5);
  });

  it('does not mind the order of buckets, nor one that tells less than a narrower one', () => {
    const odd = [
      { le: Number.POSITIVE_INFINITY, count: 4 },
      { le: 2, count: 2 },
      { le: 1, count: 3 },
    ];
    expect(histogramQuantile(0.5, odd)).toBeCloseTo(0.6667, 4);
  });

  it('is undefined without observations, or without all buckets', () => {
    expect(histogramQuantile(0.5, [])).toBeUndefined();
    expect(histogramQuantile(0.5, BUCKETS.slice(0, 2))).toBeUndefined();
    expect(histogramQuantile(0.5, BUCKETS.slice(2))).toBeUndefined();
    expect(
      histogramQuantile(
        0.5,
        BUCKETS.map(({ le }) => ({ le, count: 0 })),
      ),
    ).toBeUndefined();
  });
});

it('names lines by labels of any name', () => {
  const labelled = [JSON.parse('{"constructor":"a"}'), {}, JSON.parse('{"__proto__":"b"}')];
  const all = labelled.map((labels) => series('m', 'gauge', [1], labels));
  expect(deriveSeries('m', all, 1000)?.lines.map(({ label }) => label)).toEqual([
    'a',
    'value',
    'b',
  ]);
});
