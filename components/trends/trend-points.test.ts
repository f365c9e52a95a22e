import { expect, it } from 'vitest';
import type { TrendSeries } from '@/lib/trends/model';
import { trendPoints } from './trend-points';

function seriesOf(
  values: number[],
  cuts: { index: number; answer?: 'dismissed' }[],
  drifts: TrendSeries['drifts'] = [],
): TrendSeries {
  return {
    scenario: 'Light',
    target: 'T',
    planHash: 'h',
    metric: 'p95',
    points: values.map((value, index) => ({
      run: index + 1,
      startedAt: '2026-11-23T08:00:00Z',
      value,
      isBaseline: index === 1,
    })),
    changes: cuts.map((cut) => ({
      ...cut,
      before: 1,
      after: 2,
      change: 1,
      p: 0.01,
      run: cut.index + 1,
      lastBefore: cut.index,
    })),
    drifts,
  };
}

const levels = (series: TrendSeries) => trendPoints(series).map(({ values }) => values.level);

it('gives each run the mean of its own level', () => {
  expect(levels(seriesOf([1, 3, 10, 20], [{ index: 2 }]))).toEqual([2, 2, 15, 15]);
});

it('draws no level over a change that was dismissed, nor where there is none', () => {
  expect(levels(seriesOf([1, 3, 10], [{ index: 2, answer: 'dismissed' }]))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

it('draws a drift as a line between the levels before and after it', () => {
  const drift = { from: 2, to: 4, before: 2, after: 6, change: 2, p: 0.00001, run: 3, lastRun: 5 };
  expect(levels(seriesOf([1, 3, 2, 4, 6, 7, 9], [], [drift]))).toEqual([2, 2, 2, 4, 6, 8, 8]);
});

it('has the baseline’s value everywhere', () => {
  const values = trendPoints(seriesOf([1, 3], [])).map(({ values: { baseline } }) => baseline);
  expect(values).toEqual([3, 3]);
});
