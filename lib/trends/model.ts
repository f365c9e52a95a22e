import type { TrendMetric, TrendSeries } from '@/lib/runs/trend-series';

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
