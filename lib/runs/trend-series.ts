import type { ChangePoint } from '@/lib/stats/change-points';

export const TREND_METRICS = ['p50', 'p95', 'p99', 'failureRate', 'requestsPerSecond'] as const;
export type TrendMetric = (typeof TREND_METRICS)[number];

export const CHANGE_ANSWERS = ['accepted', 'expected', 'dismissed'] as const;
/** Accepted: it is so, and the new level holds. Expected: it was meant. Dismissed: it is none. */
export type ChangeAnswer = (typeof CHANGE_ANSWERS)[number];

/** One run of a series: latencies are ms, rates are shares or per second. */
export interface TrendPoint {
  run: number;
  startedAt: string;
  value: number;
  /** The 95 % interval of `value`, where there is one. */
  low?: number;
  high?: number;
  validity?: string;
  targetBuild?: string;
  isBaseline: boolean;
}

/** A change point at the first run of the new level, and what was answered to it. */
export interface TrendChange extends ChangePoint {
  run: number;
  /** The last run of the old level. */
  lastBefore: number;
  answer?: ChangeAnswer;
  note?: string;
}

/** Runs alike in scenario, target and plan, oldest first, and where their metric changed. */
export interface TrendSeries {
  scenario: string;
  target: string;
  planHash: string;
  metric: TrendMetric;
  points: TrendPoint[];
  changes: TrendChange[];
}
