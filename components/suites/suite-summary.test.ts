import { describe, expect, it } from 'vitest';
import type { BenchmarkView, SuiteView } from '@/lib/suites/model';
import type { BenchmarkResult } from '@/lib/verdict/benchmarks/benchmark';
import { benchmarkSelection } from './benchmark-selection';
import { suiteSummary } from './suite-summary';

type Facts = Parameters<typeof suiteSummary>[0];

function benchmark(
  title: string,
  result: BenchmarkResult | undefined,
  headline = true,
): BenchmarkView {
  return {
    number: 1,
    slug: 'one',
    title,
    measures: 'Time',
    headline,
    runs: [],
    limit: { comparison: 'at most', value: 200, unit: 'ms' },
    status: result === undefined ? 'skipped' : 'ended',
    result,
  };
}

function suite(benchmarks: BenchmarkView[], status: SuiteView['status'] = 'finished'): Facts {
  const headline = benchmarks.filter((one) => one.headline);
  return {
    status,
    target: 'Trainer',
    benchmarks,
    of: benchmarks.length,
    done: benchmarks.filter(({ result }) => result !== undefined).length,
    compliance: { passed: 0, failed: 0, noData: 0, of: headline.length },
  };
}

const jobs = benchmark('Concurrent jobs', { verdict: 'pass', actual: 132, margin: 0.34 });
const slow = benchmark('API response', { verdict: 'fail', actual: 231, margin: -0.155 });
const blind = benchmark('Database writes', { verdict: 'no-data', reason: 'No metric.' });
const spike = benchmark('Spike', { verdict: 'pass', actual: 20, margin: 0.9 }, false);

describe('the sentence of a suite', () => {
  it('says what was met, what not, and what has no data', () => {
    expect(suiteSummary(suite([jobs, slow, blind, spike]))).toBe(
      '1 of 3 key objectives met on Trainer. Not met: API response (−15.5\u202f%). No data: Database writes.',
    );
  });

  it('names the least room when everything is met', () => {
    const easy = benchmark('API response', { verdict: 'pass', actual: 20, margin: 0.9 });
    expect(suiteSummary(suite([easy, jobs, spike]))).toBe(
      '2 of 2 key objectives met on Trainer. Smallest margin: Concurrent jobs, 34.0\u202f%.',
    );
  });

  it('says of a single benchmark what it measured', () => {
    expect(suiteSummary(suite([slow]))).toBe(
      'API response did not meet its objective on Trainer: 231\u202fms, at most 200\u202fms.',
    );
    expect(suiteSummary(suite([blind]))).toBe('Database writes has no data on Trainer. No metric.');
  });

  it('counts all objectives where none of the headline is among them', () => {
    const other = benchmark('Recovery', { verdict: 'fail', margin: -1 }, false);
    expect(suiteSummary(suite([spike, other]))).toBe(
      '1 of 2 objectives met on Trainer. Not met: Recovery (−100\u202f%).',
    );
  });

  it('says how far it is, and how far it came', () => {
    const never = benchmark('API response', undefined);
    expect(suiteSummary(suite([jobs, never], 'queued'))).toBe('Queued: 2 benchmarks on Trainer.');
    expect(suiteSummary(suite([jobs, never], 'running'))).toBe(
      'Running on Trainer: 1 of 2 benchmarks done.',
    );
    expect(suiteSummary(suite([jobs, never], 'stopped'))).toBe(
      '1 of 2 key objectives met on Trainer. Ended after 1 of 2 benchmarks.',
    );
  });
});

it('says which benchmarks a suite has', () => {
  expect(benchmarkSelection({ numbers: [1, 2, 3] }, 3)).toBe('All 3 benchmarks');
  expect(benchmarkSelection({ numbers: [7] })).toBe('Benchmark 7');
});
