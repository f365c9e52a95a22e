import { expect, it } from 'vitest';
import type { TrendChange, TrendDrift, TrendSeries } from '@/lib/trends/model';
import { trendSummary } from './trend-summary';

function seriesOf(
  values: number[],
  changes: TrendChange[] = [],
  drifts: TrendDrift[] = [],
): TrendSeries {
  return {
    scenario: 'Light',
    target: 'Staging',
    planHash: 'h',
    metric: 'p95',
    changes,
    drifts,
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

const DRIFT = {
  from: 1,
  to: 5,
  before: 100,
  after: 130,
  change: 0.3,
  p: 0.00001,
  run: 2,
  lastRun: 6,
};

it('calls a drift gradual, whether it lasts or has ended', () => {
  const values = [100, 100, 108, 115, 122, 130];
  expect(trendSummary(seriesOf(values, [], [DRIFT]))).toBe(
    'Response time p95 of Light on Staging: gradual increase since run 2, from about 100\u202fms to 130\u202fms (+30.0\u202f%).',
  );
  const falling = { ...DRIFT, before: 130, after: 100, change: -0.23 };
  expect(trendSummary(seriesOf([...values, 130], [], [falling]))).toContain(
    ': gradual decrease from run 2 to run 6, from about 130\u202fms to 100\u202fms (−23.0\u202f%).',
  );
});

it('speaks of what came last, a change point or a drift', () => {
  const values = [100, 100, 108, 115, 122, 130, 160];
  const change = { ...CHANGE, index: 6, run: 7, before: 130, after: 160 };
  expect(trendSummary(seriesOf(values, [change], [DRIFT]))).toContain('since run 7, up from');
  expect(trendSummary(seriesOf(values, [{ ...change, index: 1 }], [DRIFT]))).toContain('gradual');
});

it('says how many more runs it takes', () => {
  expect(trendSummary(seriesOf([100, 101]))).toBe(
    'Response time p95 of Light on Staging was 101\u202fms in run 2. 8 more runs of the same plan needed to detect changes.',
  );
});
