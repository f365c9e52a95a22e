import type { Environment } from '@/lib/live/run-detail';
import type { BenchmarkLimit } from '@/lib/plan/benchmark-limit';
import type { BenchmarkResult } from '@/lib/verdict/benchmarks/benchmark';

export type SuiteStatus = 'queued' | 'running' | 'finished' | 'stopped' | 'interrupted' | 'failed';

export interface BenchmarkView {
  number: number;
  slug: string;
  title: string;
  measures: string;
  limit: BenchmarkLimit;
  condition?: string;
  headline: boolean;
  /** What the original report claimed; never measured. */
  reported?: string;
  status: 'queued' | 'running' | 'ended' | 'skipped';
  /** Numbers of its runs: the evidence. */
  runs: number[];
  /** Undefined until it has ended. */
  result?: BenchmarkResult;
}

/** How many of the headline objectives were met. */
export interface Compliance {
  passed: number;
  failed: number;
  noData: number;
  of: number;
}

export interface SuiteListItem {
  id: number;
  status: SuiteStatus;
  quick: boolean;
  target: string;
  queuedAt: string;
  startedAt?: string;
  endedAt?: string;
  /** Benchmarks that have ended, of those it has. */
  done: number;
  of: number;
  compliance: Compliance;
}

export interface SuiteView extends SuiteListItem {
  targetUrl: string;
  failureReason?: string;
  environment?: Environment;
  benchmarks: BenchmarkView[];
}
