import type { Environment } from '@/lib/runs/model';
import type { TargetView } from '@/lib/targets/model';
import type { BenchmarkResult } from '@/lib/verdict/benchmarks/benchmark';
import type { BenchmarkLimit, Verdict } from '@/lib/verdict/model';

export const SUITE_STATUSES = [
  'queued',
  'running',
  'finished',
  'stopped',
  'interrupted',
  'failed',
] as const;

export type SuiteStatus = (typeof SUITE_STATUSES)[number];

/** Every move that a suite may make, and a search. */
export const SUITE_TRANSITIONS: Record<SuiteStatus, readonly SuiteStatus[]> = {
  queued: ['running', 'stopped'],
  running: ['finished', 'stopped', 'interrupted', 'failed'],
  finished: [],
  stopped: [],
  interrupted: [],
  failed: [],
};

export function hasSuiteEnded(status: SuiteStatus): boolean {
  return SUITE_TRANSITIONS[status].length === 0;
}

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
  /** Under way, but its worker does not respond. */
  isStale: boolean;
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

/** A benchmark that was run by itself after the suite it stands beside. */
export interface LaterResult {
  suite: number;
  quick: boolean;
  result: BenchmarkResult;
}

export interface BenchmarkRow extends BenchmarkView {
  later?: LaterResult;
}

/** What the suite's page shows of one target. */
export interface SuitePage {
  targets: TargetView[];
  /** Undefined when none is configured. */
  target?: TargetView;
  /** The last suite with all headline objectives that has come to any verdict. */
  latest?: SuiteView;
  underWay?: SuiteView;
  /** All twelve: of `latest`, or of none. */
  benchmarks: BenchmarkRow[];
  /** The target's suites that say something about compliance, newest first. */
  whole: SuiteListItem[];
  /** Of every target, newest first. */
  suites: SuiteListItem[];
  workerAlive: boolean;
}
