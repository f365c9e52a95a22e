import type { BenchmarkLimit } from '@/lib/plan/benchmark-limit';
import type { PlanInput } from '@/lib/plan/load-plan';
import type { Verdict } from '../model';
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
  /** The first `count` requests of an endpoint: how many succeeded, and until when after the first was due, ms. */
  first(endpoint: string, count: number): { succeeded: number; lastMs: number | undefined };
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
  /** What is left of the limit as a share of it; negative when it is broken. */
  margin?: number;
  reason?: string;
  detail?: string;
}
