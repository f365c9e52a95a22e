import {
  longestPlan,
  type StepKind,
  stepKinds,
  type TaskKind,
  taskKinds,
  taskPlans,
} from './environment';
import type { Random } from './random';
import { meanAndDeviation } from './statistics';

const ROWS = taskKinds.length * longestPlan;
const WIDTH = stepKinds.length;

/** The base model’s probability of the right step: good at short kinds of task, fair at long ones. */
const BASE_CONFIDENCE: Record<TaskKind, number> = {
  lookup: 0.95,
  calculate: 0.85,
  update: 0.55,
  plan: 0.55,
  investigate: 0.55,
};

/** A softmax policy: one row of logits for each kind of task and stage, one column a step kind. */
export interface Policy {
  logits: Float64Array;
  /** The softmax of each row, kept because a policy is sampled far more often than it changes. */
  probabilities: Float64Array;
}

/** A sampled step, as the gradient needs it. */
export interface Choice {
  row: number;
  column: number;
  logProbability: number;
}

export function createPolicy(logits: Float64Array): Policy {
  const probabilities = new Float64Array(ROWS * WIDTH);
  for (let row = 0; row < ROWS; row++) softmaxRow(logits, probabilities, row * WIDTH);
  return { logits, probabilities };
}

/** The policy every job starts from, standing for a pretrained model. */
export function basePolicy(): Policy {
  const logits = new Float64Array(ROWS * WIDTH);
  for (const kind of taskKinds) {
    const confidence = BASE_CONFIDENCE[kind];
    const bias = Math.log((confidence * (WIDTH - 1)) / (1 - confidence));
    for (const [stage, step] of taskPlans[kind].entries())
      logits[rowOf(kind, stage) * WIDTH + stepKinds.indexOf(step)] = bias;
  }
  return createPolicy(logits);
}

/** Samples the next step of a task of this kind at this stage. */
export function sampleStep(
  policy: Policy,
  kind: TaskKind,
  stage: number,
  random: Random,
): Choice & { step: StepKind } {
  const row = rowOf(kind, stage);
  let remaining = random();
  let column = 0;
  while (column < WIDTH - 1) {
    remaining -= probabilityAt(policy, row, column);
    if (remaining < 0) break;
    column += 1;
  }
  const logProbability = Math.log(Math.max(probabilityAt(policy, row, column), Number.MIN_VALUE));
  return { row, column, logProbability, step: stepKinds[column] ?? 'answer' };
}

export function probabilityAt(policy: Policy, row: number, column: number): number {
  return policy.probabilities[row * WIDTH + column] ?? 0;
}

export function rowOf(kind: TaskKind, stage: number): number {
  return taskKinds.indexOf(kind) * longestPlan + stage;
}

function softmaxRow(logits: Float64Array, into: Float64Array, from: number): void {
  const row = logits.subarray(from, from + WIDTH);
  // Less the largest, so that no exponent overflows.
  const largest = Math.max(...row);
  const weights = row.map((logit) => Math.exp(logit - largest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  for (const [column, weight] of weights.entries()) into[from + column] = weight / sum;
}

/** A trajectory as the gradient needs it: every choice has the trajectory's advantage, 0 if left out. */
interface ScoredChoices {
  advantage?: number;
  choices: readonly Choice[];
}

/**
 * Learning rates on the wire are a language model's, whose parameters all move at once; ours has one logit
 * a choice. Scaled by this, the default of 1e-4 learns the hard kinds of task in forty to fifty iterations
 * of sixteen queries.
 */
const LEARNING_RATE_SCALE = 30_000;

/** A batch's loss, and the policy after one step down its gradient. */
export function updatePolicy(
  policy: Policy,
  batch: readonly ScoredChoices[],
  learningRate: number,
): { policy: Policy; loss: number | undefined } {
  const loss = policyLoss(batch);
  if (loss === undefined) return { policy, loss };
  return { policy: gradientStep(policy, batch, learningRate * LEARNING_RATE_SCALE), loss };
}

/**
 * The mean of clip(-log p · advantage, ±1) over every step of the trajectories with a positive advantage.
 * Undefined when there is none: a batch that teaches nothing has no loss.
 */
export function policyLoss(batch: readonly ScoredChoices[]): number | undefined {
  let sum = 0;
  let terms = 0;
  for (const { advantage = 0, choices } of batch) {
    if (advantage <= 0) continue;
    for (const { logProbability } of choices) sum += clip(-logProbability * advantage);
    terms += choices.length;
  }
  return terms === 0 ? undefined : sum / terms;
}

/**
 * One step of `stepSize` down the gradient of {@link policyLoss}. A clipped term is flat: it moves nothing.
 * d(-log p_c)/d logit_j = p_j - [j = c], for each column j of the row that the step was drawn from.
 */
export function gradientStep(
  policy: Policy,
  batch: readonly ScoredChoices[],
  stepSize: number,
): Policy {
  const positive = batch.filter(({ advantage = 0 }) => advantage > 0);
  const terms = positive.reduce((sum, { choices }) => sum + choices.length, 0);
  const logits = Float64Array.from(policy.logits);
  for (const { advantage = 0, choices } of positive)
    for (const { row, column, logProbability } of choices) {
      if (-logProbability * advantage >= 1) continue;
      for (let other = 0; other < WIDTH; other++) {
        const slope = probabilityAt(policy, row, other) - (other === column ? 1 : 0);
        const at = row * WIDTH + other;
        logits[at] = boundLogit((logits[at] ?? 0) - (stepSize * advantage * slope) / terms);
      }
    }
  return createPolicy(logits);
}

function clip(value: number): number {
  return Math.max(-1, Math.min(1, value));
}

/** A learning rate of 1 is allowed; the logits stay where their softmax is still a number. */
function boundLogit(logit: number): number {
  return Math.max(-20, Math.min(20, logit));
}

const CONVERGENCE_WINDOW = 10;
const CONVERGED_VARIANCE = 0.01;

/** Whether the population variance of the last ten losses is below 0.01; never with fewer than ten. */
export function hasConverged(losses: readonly number[]): boolean {
  if (losses.length < CONVERGENCE_WINDOW) return false;
  const spread = meanAndDeviation(losses.slice(-CONVERGENCE_WINDOW));
  return spread !== undefined && spread.deviation ** 2 < CONVERGED_VARIANCE;
}
