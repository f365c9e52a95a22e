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

/** Judges a benchmark by its runs. An invalid run, or one without data, is never a pass. */
export function judgeBenchmark(
  benchmark: Benchmark,
  runs: readonly BenchmarkRun[],
): BenchmarkResult {
  const { value, missing, broken, detail } = benchmark.see(runs);
  if (value === undefined) return { verdict: 'no-data', reason: missing, detail };
  const { limit } = benchmark;
  const room = limit.comparison === 'at most' ? limit.value - value : value - limit.value;
  const margin = limit.value === 0 ? undefined : room / limit.value;
  const seen = { actual: value, margin, detail };
  if (runs.some(({ validity }) => validity === 'invalid'))
    return {
      ...seen,
      verdict: 'no-data',
      reason: 'Invalid run: the load generator was the bottleneck.',
    };
  if (broken !== undefined) return { ...seen, verdict: 'fail', reason: broken };
  return { ...seen, verdict: room >= 0 ? 'pass' : 'fail' };
}
