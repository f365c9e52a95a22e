import type { BenchmarkLimit } from '@/lib/plan/benchmark-limit';
import type { SuiteStatus } from '@/lib/suites/model';
import type { BenchmarkResult } from '@/lib/verdict/benchmarks/benchmark';
import type { Verdict } from '@/lib/verdict/model';
import type { Environment } from './model';

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
  startedAt?: string;
  endedAt?: string;
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

/** One of the headline objectives in a suite; `verdict` is undefined until it has been judged. */
export interface HeadlineVerdict {
  number: number;
  title: string;
  verdict?: Verdict;
}

export interface SuiteListItem {
  id: number;
  status: SuiteStatus;
  quick: boolean;
  target: string;
  /** Undefined when it is not stored, or not any more. */
  targetId?: number;
  queuedAt: string;
  startedAt?: string;
  endedAt?: string;
  /** Benchmarks that have ended, of those it has. */
  done: number;
  of: number;
  /** Numbers of its benchmarks. */
  numbers: number[];
  compliance: Compliance;
  /** Those of the headline objectives that it has, in order. */
  headline: HeadlineVerdict[];
}

export interface SuiteView extends SuiteListItem {
  targetUrl: string;
  failureReason?: string;
  environment?: Environment;
  benchmarks: BenchmarkView[];
}
