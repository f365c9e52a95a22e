import type { Random } from './random';
import { longestPlan, type StepKind, stepKinds, type TaskKind, taskKinds, taskPlans } from './task';

const ROWS = taskKinds.length * longestPlan;
const WIDTH = stepKinds.length;

/** How sure the base model is of the right step, by kind of task: good at short ones, fair at long ones. */
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

/** One sampled step, as the update needs it. */
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
export function chooseStep(
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
