import type { Choice, Policy } from './policy';
import { createPolicy, probabilityAt } from './policy';
import { stepKinds } from './task';

/** The steps of one trajectory, all under the trajectory's advantage. */
export interface ScoredChoices {
  advantage: number;
  choices: readonly Choice[];
}

/**
 * The mean of clip(-log p · advantage, ±1) over every step of the trajectories with a positive advantage.
 * Undefined when there is none: a batch that teaches nothing has no loss.
 */
export function policyLoss(scored: readonly ScoredChoices[]): number | undefined {
  let sum = 0;
  let terms = 0;
  for (const { advantage, choices } of scored) {
    if (advantage <= 0) continue;
    for (const { logProbability } of choices) sum += clip(-logProbability * advantage);
    terms += choices.length;
  }
  return terms === 0 ? undefined : sum / terms;
}

/**
 * One step down the gradient of {@link policyLoss}. A clipped term is flat, so it moves nothing.
 * d(-log p_c)/d logit_j = p_j - [j = c], for each column j of the row that the step was drawn from.
 * @param stepSize how far, per unit of gradient
 */
export function descend(
  policy: Policy,
  scored: readonly ScoredChoices[],
  stepSize: number,
): Policy {
  const teaching = scored.filter(({ advantage }) => advantage > 0);
  const terms = teaching.reduce((sum, { choices }) => sum + choices.length, 0);
  const logits = Float64Array.from(policy.logits);
  const width = stepKinds.length;
  for (const { advantage, choices } of teaching)
    for (const { row, column, logProbability } of choices) {
      if (-logProbability * advantage >= 1) continue;
      for (let other = 0; other < width; other++) {
        const slope = probabilityAt(policy, row, other) - (other === column ? 1 : 0);
        const at = row * width + other;
        logits[at] = bounded((logits[at] ?? 0) - (stepSize * advantage * slope) / terms);
      }
    }
  return createPolicy(logits);
}

function clip(value: number): number {
  return Math.max(-1, Math.min(1, value));
}

/** A learning rate of 1 is allowed; the logits stay where their softmax is still a number. */
function bounded(logit: number): number {
  return Math.max(-20, Math.min(20, logit));
}
