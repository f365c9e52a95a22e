import { textOf } from '@/lib/core/number';
import { benchmarkValue } from '../model';
import type { Benchmark, BenchmarkResult, BenchmarkRun } from './benchmark';
import { apiResponse, cancellation, endurance } from './calls';
import { concurrentJobs, concurrentRequests, recovery, spike, sustained } from './starts';
import { batchThroughput, databaseWrites, memory, trajectoryLatency } from './trajectories';

/** The suite: twelve benchmarks, of which the first five are the headline. */
export const BENCHMARKS: readonly Benchmark[] = [
  concurrentJobs,
  trajectoryLatency,
  batchThroughput,
  databaseWrites,
  apiResponse,
  memory,
  concurrentRequests,
  sustained,
  spike,
  endurance,
  recovery,
  cancellation,
];

/**
 * Judges a benchmark by its runs. An invalid run, one without data, or one whose generator leaves it open whether the
 * limit was met, is never a pass.
 */
export function judgeBenchmark(
  benchmark: Benchmark,
  runs: readonly BenchmarkRun[],
): BenchmarkResult {
  const { value, bounds, missing, broken, detail } = benchmark.see(runs);
  if (value === undefined) return { verdict: 'no-data', reason: missing, detail };
  const { limit } = benchmark;
  const isUpper = limit.comparison === 'at most';
  const roomOf = (of: number) => (isUpper ? limit.value - of : of - limit.value);
  const margin = limit.value === 0 ? undefined : roomOf(value) / limit.value;
  const seen = { actual: value, bounds, margin, detail };
  if (runs.some(({ validity }) => validity === 'invalid'))
    return {
      ...seen,
      verdict: 'no-data',
      reason: 'Invalid run: the load generator was the bottleneck.',
    };
  if (broken !== undefined) return { ...seen, verdict: 'fail', reason: broken };
  const { low, high } = bounds ?? { low: value, high: value };
  if (roomOf(isUpper ? high : low) >= 0) return { ...seen, verdict: 'pass' };
  if (roomOf(isUpper ? low : high) < 0) return { ...seen, verdict: 'fail' };
  const shown = (of: number) => textOf(benchmarkValue(limit.unit, of));
  return {
    ...seen,
    verdict: 'no-data',
    reason: `Not evaluated: the load generator’s own error leaves it between ${shown(low)} and ${shown(high)}. Use a dedicated machine.`,
  };
}
