import { latency } from '@/lib/core/duration';
import { bytes, missing, percent, type Quantity, textOf, threeDigits } from '@/lib/core/number';
import type { Objective } from '@/lib/plan/objective';

export const VERDICTS = ['pass', 'fail', 'no-data'] as const;
/** Never a default pass: without data there is none. */
export type Verdict = (typeof VERDICTS)[number];

/** What became of one objective. Values are in the objective's unit. */
export interface ObjectiveVerdict {
  objective: Objective;
  verdict: Verdict;
  actual?: number;
  /** Between what it lies for all that the generator may have done to it; without `high`, anything above. */
  bounds?: { low: number; high?: number };
  /** The limit it was held to; of a relative one what it came to. */
  limit?: number;
  /** What is left of the limit as a share of it; negative when it is broken. */
  margin?: number;
  /** Why there is no data, or what else has to be known. */
  reason?: string;
  /** Share of the seconds with data that were within the limit, and how many seconds that is of. */
  timeInObjective?: number;
  secondsJudged?: number;
  /** What was used of what the limit allows: 1 is all of it. */
  budgetBurn?: number;
}

export const FINDING_CODES = [
  'generator-saturated',
  'periodic-pauses',
  'standstill',
  'slow-writes',
  'pool-exhaustion',
  'rate-limiting',
  'queue-full',
  'slow-method',
  'errors',
  'memory-growth',
  'timeout-cliff',
  'throughput-ceiling',
  'latency-raised',
  'job-queue-growing',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

export type Confidence = 'high' | 'medium' | 'low';

/** A part of a run, ms from its start. */
export interface FindingSpan {
  fromMs: number;
  toMs: number;
}

/** What limited a run, or went wrong in it, and what says so. */
export interface Finding {
  code: FindingCode;
  title: string;
  /** What was seen, with its figures. */
  sentence: string;
  confidence: Confidence;
  /** Where it is seen, in order; never empty. */
  spans: FindingSpan[];
  /** The figures it rests on: a metric's name and what it did. */
  restsOn: { metric: string; words: string }[];
  /** What else it could have been, and why it was not; the generator first. */
  ruledOut: string[];
  recommendation: string;
}

export type BenchmarkUnit = 'ms' | 'ratio' | 'per second' | 'share' | 'bytes';

export interface BenchmarkLimit {
  comparison: 'at most' | 'at least';
  value: number;
  unit: BenchmarkUnit;
}

/** A benchmark's value in its unit: "6.80 s", "1.68 ×", "285/s". */
export function benchmarkValue(unit: BenchmarkUnit, value: number | undefined): Quantity {
  if (value === undefined) return missing;
  switch (unit) {
    case 'ms':
      return latency(value);
    case 'ratio':
      return { value: threeDigits(value), unit: '×' };
    case 'per second':
      return { value: threeDigits(value), unit: '/s' };
    case 'share':
      return percent(value);
    case 'bytes':
      return bytes(value);
  }
}

/** "at most 10.0 s". */
export function benchmarkLimit({ comparison, value, unit }: BenchmarkLimit): string {
  return `${comparison} ${textOf(benchmarkValue(unit, value))}`;
}

/** How many objectives were broken that fail no run. */
export function nonBlockingFailures(
  verdicts: readonly { objective: Objective; verdict: string }[],
): number {
  return verdicts.filter(
    ({ objective, verdict }) => verdict === 'fail' && objective.critical === false,
  ).length;
}
