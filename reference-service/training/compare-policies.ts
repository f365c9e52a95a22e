import type { Evaluation } from './evaluation';
import { welchTest } from './welch-test';

const SIGNIFICANT_BELOW = 0.05;

type Figures = Omit<Evaluation, 'rewards'>;

/** A trained policy beside the base policy on the same tasks. */
export interface Comparison {
  trained: Figures;
  baseline: Figures;
  rewardImprovement: number;
  /** Of Welch's t-test on the rewards; undefined where that has no answer. */
  pValue: number | undefined;
  significant: boolean;
}

export function comparePolicies(trained: Evaluation, baseline: Evaluation): Comparison {
  const pValue = welchTest(trained.rewards, baseline.rewards)?.pValue;
  return {
    trained: figures(trained),
    baseline: figures(baseline),
    rewardImprovement: trained.avgReward - baseline.avgReward,
    pValue,
    significant: pValue !== undefined && pValue < SIGNIFICANT_BELOW,
  };
}

function figures({ rewards: _, ...rest }: Evaluation): Figures {
  return rest;
}
