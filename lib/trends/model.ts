import type { ChangePoint } from '@/lib/stats/changes/change-points';
import type { GradualChange } from '@/lib/stats/changes/gradual-changes';

/** Runs that are alike, and so make one trend. */
export interface TrendChoice {
  scenario: string;
  target: string;
  planHash: string;
  /** "100 users, 10 min". */
  plan: string;
  runs: number;
}

/** Something new on the target, at the first run after it. */
export interface TrendDeployment {
  /** Of one that was marked by hand; undefined where the target itself told of another build. */
  id?: number;
  at: string;
  text: string;
  run: number;
}

export interface TrendPage {
  choices: TrendChoice[];
  chosen?: TrendChoice;
  metric: TrendMetric;
  /** The metric asked for, then the others that always matter. */
  series: TrendSeries[];
  deployments: TrendDeployment[];
  /** Of which that are later than the last run. */
  pending: { id: number; at: string; text: string }[];
}

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
  /** The run that the answer is kept under, where that is not `run`. */
  answerRun?: number;
}

/** A change run by run over many runs, from `run` to `lastRun`: no change point, for there is no one run of it. */
export interface TrendDrift extends GradualChange {
  run: number;
  lastRun: number;
}

export function driftLabel({ before, after }: Pick<TrendDrift, 'before' | 'after'>): string {
  return after > before ? 'Gradual increase' : 'Gradual decrease';
}

/** Runs alike in scenario, target and plan, oldest first, and where their metric changed. */
export interface TrendSeries {
  scenario: string;
  target: string;
  planHash: string;
  metric: TrendMetric;
  points: TrendPoint[];
  changes: TrendChange[];
  drifts: TrendDrift[];
}
