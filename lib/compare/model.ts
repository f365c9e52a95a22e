import type { Environment } from '@/lib/runs/model';
import type { ChangeVerdict } from '@/lib/stats/compare/change-verdict';
import type { ComparedMetric } from '@/lib/stats/compare/compare-seconds';

/** A run as one side of a comparison. Times are ms. */
export interface ComparedRun {
  number: number;
  name?: string;
  scenario: string;
  target: string;
  startedAt?: string;
  durationMs: number;
  validity?: 'valid' | 'suspect' | 'invalid';
  planHash: string;
  environment?: Environment;
}

/** Something in which two runs differ, and what that means for the comparison. */
export interface Difference {
  field: string;
  base: string;
  candidate: string;
  words: string;
}

/** Latencies are ms; see MetricChange in lib/stats for the rest. */
export interface ComparedChange {
  metric: ComparedMetric;
  base?: number;
  candidate?: number;
  change?: number;
  low?: number;
  high?: number;
  verdict: ChangeVerdict;
  /** How many more minutes of both runs it would about take to be sure; with *inconclusive* only. */
  minutesNeeded?: number;
}

export interface ShiftPoint {
  q: number;
  baseMs: number;
  candidateMs: number;
  change: number;
  low?: number;
  high?: number;
}

export interface ComparedEndpoint {
  /** '' is all together. */
  name: string;
  metrics: ComparedChange[];
  shift: ShiftPoint[];
}

export interface Comparison {
  base: ComparedRun;
  candidate: ComparedRun;
  /** Changes within this share do not matter. */
  margin: number;
  comparability: Difference[];
  endpoints: ComparedEndpoint[];
  /** Endpoints that only one of the two has. */
  onlyInBase: string[];
  onlyInCandidate: string[];
  verdict: ChangeVerdict;
}
