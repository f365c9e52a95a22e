import type { ScoredTrajectory } from './collect-batch';
import type { Policy } from './policy';
import { descend, policyLoss, type ScoredChoices } from './policy-loss';

/**
 * Learning rates on the wire are a language model's (1e-4 by default), whose parameters all move at once.
 * Our policy has one logit a choice, so the same rate is scaled by this to learn at the same pace: at
 * 1e-4 the hard kinds of task are learned in forty to fifty iterations of sixteen queries.
 */
export const learningRateScale = 30_000;

/** What a batch teaches: its loss, and the policy after one step down its gradient. */
export function updatePolicy(
  policy: Policy,
  batch: readonly ScoredTrajectory[],
  learningRate: number,
): { policy: Policy; loss: number | undefined } {
  const scored = batch.map(({ advantage = 0, choices }): ScoredChoices => ({ advantage, choices }));
  const loss = policyLoss(scored);
  if (loss === undefined) return { policy, loss };
  return { policy: descend(policy, scored, learningRate * learningRateScale), loss };
}
