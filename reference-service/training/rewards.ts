import type { StepKind } from './environment';
import { meanAndDeviation } from './statistics';

const SUCCESS = 1;
const STEP_COST = 0.01;

/** What each step of a trajectory earned, success falling to the last. */
export function stepRewards(steps: readonly StepKind[], success: boolean): number[] {
  return steps.map(
    (step, index) => stepReward(step) + (success && index === steps.length - 1 ? SUCCESS : 0),
  );
}

/** What one step earns before success counts: tool and action +0.1, verify and check +0.05, any -0.01. */
export function stepReward(step: StepKind): number {
  switch (step) {
    case 'tool':
    case 'action':
      return 0.1 - STEP_COST;
    case 'verify':
    case 'check':
      return 0.05 - STEP_COST;
    case 'think':
    case 'answer':
      return -STEP_COST;
  }
}

/** Σ gamma^t · reward_t, t counting from 0. */
export function discountedReturn(rewards: readonly number[], gamma: number): number {
  return rewards.reduceRight((later, reward) => reward + gamma * later, 0);
}

/** Deviations this small are rounding: equal rewards summed in different orders. */
const ROUNDING = 1e-12;

/** (reward - mean) / population standard deviation within a group; zeros if all are the same. */
export function normaliseRewards(rewards: readonly number[]): number[] {
  const spread = meanAndDeviation(rewards);
  if (!spread || spread.deviation < ROUNDING) return rewards.map(() => 0);
  return rewards.map((reward) => (reward - spread.mean) / spread.deviation);
}

/** Each discounted return less the group's mean return. */
export function groupAdvantages(returns: readonly number[]): number[] {
  const mean = meanAndDeviation(returns)?.mean ?? 0;
  return returns.map((value) => (Math.abs(value - mean) < ROUNDING ? 0 : value - mean));
}
