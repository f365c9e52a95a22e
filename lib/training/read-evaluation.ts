import { fieldsOf, flagOf, numberOf } from '@/lib/users/training-api/fields';

/** How a policy did on held-out queries, and whether it beats the one it started from. */
export interface Evaluation {
  /** 0 to 1. */
  successRate?: number;
  averageReward?: number;
  averageSteps?: number;
  /** 0 to 1. */
  toolAccuracy?: number;
  pValue?: number;
  isSignificant?: boolean;
}

/** Reads the result of an evaluation; what a service left out is undefined. */
export function readEvaluation(result: unknown): Evaluation {
  const { metrics, baseline_comparison: comparison } = fieldsOf(result) ?? {};
  return {
    successRate: numberOf(metrics, 'success_rate'),
    averageReward: numberOf(metrics, 'avg_reward'),
    averageSteps: numberOf(metrics, 'avg_steps'),
    toolAccuracy: numberOf(metrics, 'tool_accuracy'),
    pValue: numberOf(comparison, 'p_value'),
    isSignificant: flagOf(comparison, 'statistically_significant'),
  };
}
