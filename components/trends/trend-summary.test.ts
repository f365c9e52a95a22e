import { expect, it } from 'vitest';
import type { TrendChange, TrendSeries } from '@/lib/trends/model';
import { trendSummary } from './trend-summary';

function seriesOf(values: number[], changes: TrendChange[] = []): TrendSeries {
  return {
    scenario: 'Light',
    target: 'Staging',
    planHash: 'h',
    metric: 'p95',
    changes,
    points: values.map((value, index) => ({
      run: index + 1,
      startedAt: '2026-11-23T08:00:00Z',
      value,
      isBaseline: false,
    })),
  };
}

const CHANGE = {
  index: 3,
  before: 100,
  after: 113,
  change: 0.13,
  p: 0.002,
  run: 4,
  lastBefore: 3,
};

it('says since when, and whether the change was reviewed', () => {
  const values = [100, 100, 100, 113, 113, 113];
  expect(trendSummary(seriesOf(values, [CHANGE]))).toBe(
    'Response time p95 of Light on Staging has been about 113\u202fms since run 4, up from 100\u202fms (+13.0\u202f%). Not reviewed yet.',
  );
  expect(trendSummary(seriesOf(values, [{ ...CHANGE, answer: 'expected' }]))).toContain(
    'Reviewed: expected.',
  );
});

it('does not speak of a change that was dismissed', () => {
  const dismissed = { ...CHANGE, answer: 'dismissed' as const };
  const values = [100, 100, 100, 113, 113, 113, 113, 113, 113, 113];
  expect(trendSummary(seriesOf(values, [dismissed]))).toBe(
    'Response time p95 of Light on Staging was 113\u202fms in run 10. No significant change over 10 runs.',
  );
});

it('says how many more runs it takes', () => {
  expect(trendSummary(seriesOf([100, 101]))).toBe(
    'Response time p95 of Light on Staging was 101\u202fms in run 2. 8 more runs of the same plan needed to detect changes.',
  );
});
