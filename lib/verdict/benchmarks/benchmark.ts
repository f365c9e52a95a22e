import { count } from '@/lib/core/number';
import { METHODS } from '@/lib/plan/figures';
import type { PlanInput } from '@/lib/plan/load-plan';
import { Histogram } from '@/lib/stats/histogram';
import type { BenchmarkLimit, Verdict } from '../model';
import type {
  JobFigures,
  MeasuredRequests,
  MeasuredSecond,
  TargetSeries,
} from '../objective-evidence';

/** What is known of a run that a benchmark made. Undefined: no data. */
export interface BenchmarkRun {
  validity: 'valid' | 'suspect' | 'invalid';
  measured(endpoint?: string): MeasuredRequests | undefined;
  /** One for each second of the run, in order. */
  seconds(endpoint?: string): readonly MeasuredSecond[];
  /**
   * The first `count` requests of an endpoint: how many succeeded, and until when after the first was due, ms;
   * `leastMs`: had each left when it was due.
   */
  first(
    endpoint: string,
    count: number,
  ): { succeeded: number; lastMs: number | undefined; leastMs: number | undefined };
  /** Queued and running jobs at their most. */
  peakActiveJobs: number | undefined;
  job(name: string): (JobFigures & { samples: number }) | undefined;
  /** Jobs that could not be cancelled when the run ended, and may still be running. */
  orphans: number;
  target(name: string): readonly TargetSeries[];
}

/** What a benchmark saw. Without `value` there is no data, and `missing` says why. */
export interface BenchmarkSeen {
  value?: number;
  /** Between what it lies for all that the load generator may have done to it; left out: exactly as measured. */
  bounds?: { low: number; high: number };
  missing?: string;
  /** Why it fails although the value is within the limit. */
  broken?: string;
  /** What else was seen, in a sentence. */
  detail?: string;
}

export interface Benchmark {
  /** 1 to 12. */
  number: number;
  slug: string;
  title: string;
  /** "Time until 150 jobs started at once are accepted". */
  measures: string;
  limit: BenchmarkLimit;
  /** What else must hold, in words. */
  condition?: string;
  /** One of the five that "SLA compliance" counts. */
  headline: boolean;
  /** What the original report claimed; never measured. */
  reported?: string;
  /** The loads it sends, in order; `quick`: scaled down. */
  plans(quick: boolean): PlanInput[];
  /** From its runs, in the order of its plans. */
  see(runs: readonly BenchmarkRun[]): BenchmarkSeen;
}

/** What became of a benchmark. */
export interface BenchmarkResult {
  verdict: Verdict;
  actual?: number;
  bounds?: { low: number; high: number };
  /** What is left of the limit as a share of it; negative when it is broken. */
  margin?: number;
  reason?: string;
  detail?: string;
}

/** The share of a run's requests that failed, strictly counted. */
export function seeFailedShare(run: BenchmarkRun | undefined, endpoint?: string): BenchmarkSeen {
  const { requests = 0, failures = 0 } = run?.measured(endpoint) ?? {};
  if (requests === 0) return { missing: 'No requests were sent.' };
  const detail = `${count(failures)} of ${count(requests)} requests failed.`;
  return { value: failures / requests, detail };
}

/** Of a value that without the generator's own error would be the other one. */
export function boundsOf(value: number, bound = value): BenchmarkSeen['bounds'] {
  return value === bound
    ? undefined
    : { low: Math.min(value, bound), high: Math.max(value, bound) };
}

/** The response time's p95 of some seconds together, ms; undefined where nothing was answered. */
export function p95OfSeconds(seconds: readonly MeasuredSecond[]): number | undefined {
  const histogram = Histogram.merged(seconds.flatMap(({ response }) => response));
  const us = histogram.quantile(0.95);
  return us === undefined ? undefined : us / 1000;
}

/** How long it took until so many starts at one instant were accepted, ms; broken if not all were. */
export function seeStartsAtOnce(run: BenchmarkRun | undefined, starts: number): BenchmarkSeen {
  const { succeeded = 0, lastMs, leastMs } = run?.first(METHODS.start, starts) ?? {};
  if (lastMs === undefined) return { missing: 'No start received a response.' };
  const broken =
    succeeded < starts ? `Only ${succeeded} of ${starts} starts were accepted.` : undefined;
  return {
    value: lastMs,
    bounds: boundsOf(lastMs, leastMs),
    broken,
    detail: `${succeeded} of ${starts} starts accepted.`,
  };
}
