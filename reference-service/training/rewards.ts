import type { StepKind } from './task';

const SUCCESS = 1;
const STEP_COST = 0.01;

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

/** What each step of a trajectory earned, success falling to the last. */
export function stepRewards(steps: readonly StepKind[], success: boolean): number[] {
  return steps.map(
    (step, index) => stepReward(step) + (success && index === steps.length - 1 ? SUCCESS : 0),
  );
}

/** The reward of a whole trajectory. */
export function trajectoryReward(steps: readonly StepKind[], success: boolean): number {
  return stepRewards(steps, success).reduce((sum, reward) => sum + reward, 0);
}

/** Σ gamma^t · reward_t, t counting from 0. */
export function discountedReturn(rewards: readonly number[], gamma: number): number {
  return rewards.reduceRight((later, reward) => reward + gamma * later, 0);
}
