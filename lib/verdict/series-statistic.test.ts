import { describe, expect, it } from 'vitest';
import { readSelector, seriesStatistic } from './series-statistic';

describe('readSelector', () => {
  it.each([
    ['rss', { name: 'rss', labels: {} }],
    ['a:b_total{}', { name: 'a:b_total', labels: {} }],
    ['q{queue="jobs", host="a"}', { name: 'q', labels: { queue: 'jobs', host: 'a' } }],
    ['q{queue=jobs}', undefined],
    ['q{queue="jobs"', undefined],
    ['9lives', undefined],
    ['', undefined],
  ])('reads %j', (text, selector) => expect(readSelector(text)).toEqual(selector));
});

describe('seriesStatistic', () => {
  const series = (type: string, values: number[], labels = {}) => ({
    name: 'm',
    type,
    labels,
    values,
    atMs: values.map((_, index) => index * 1000),
  });
  const all = { name: 'm', labels: {} };

  it('takes gauges as they are', () => {
    const gauge = [series('gauge', [3, 9, 5])];
    expect(seriesStatistic(gauge, all, 'max')).toBe(9);
    expect(seriesStatistic(gauge, all, 'min')).toBe(3);
    expect(seriesStatistic(gauge, all, 'last')).toBe(5);
    expect(seriesStatistic(gauge, all, 'growth')).toBe(2);
    expect(seriesStatistic(gauge, all, 'p50')).toBe(5);
    expect(seriesStatistic(gauge, all, 'mean')).toBeCloseTo(5.667, 3);
  });

  it('takes counters as increases per second, even when they began anew', () => {
    const counter = [series('counter', [100, 110, 4])];
    expect(seriesStatistic(counter, all, 'max')).toBe(10);
    expect(seriesStatistic(counter, all, 'min')).toBe(4);
  });

  it('adds up what the selector does not tell apart', () => {
    const two = [series('gauge', [1, 2], { q: 'a' }), series('gauge', [10, 20], { q: 'b' })];
    expect(seriesStatistic(two, all, 'last')).toBe(22);
    expect(seriesStatistic(two, { name: 'm', labels: { q: 'b' } }, 'last')).toBe(20);
    expect(seriesStatistic(two, { name: 'm', labels: { q: 'c' } }, 'last')).toBeUndefined();
  });
});

it('tells labels by what a series has of its own', () => {
  expect(Object.entries(readSelector('m{__proto__="a"}')?.labels ?? {})).toEqual([
    ['__proto__', 'a'],
  ]);
  const labelled = JSON.parse('{"__proto__":"a","constructor":"b"}');
  const series = { name: 'm', type: 'gauge', values: [3], atMs: [0] };
  const all = [
    { ...series, labels: labelled },
    { ...series, labels: {} },
  ];
  for (const text of ['m{__proto__="a"}', 'm{constructor="b"}'])
    expect(seriesStatistic(all, readSelector(text) ?? { name: '', labels: {} }, 'max')).toBe(3);
});
