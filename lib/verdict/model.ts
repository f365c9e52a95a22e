import type { Objective } from '@/lib/plan/objective';

export const VERDICTS = ['pass', 'fail', 'no-data'] as const;
/** Never a default pass: without data there is none. */
export type Verdict = (typeof VERDICTS)[number];

/** What became of one objective. Values are in the objective's unit. */
export interface ObjectiveVerdict {
  objective: Objective;
  verdict: Verdict;
  actual?: number;
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
