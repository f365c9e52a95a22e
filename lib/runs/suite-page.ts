import type { TargetView } from '@/lib/targets/model';
import type { BenchmarkResult } from '@/lib/verdict/benchmarks/benchmark';
import type { BenchmarkView, SuiteListItem, SuiteView } from './suite-view';

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
