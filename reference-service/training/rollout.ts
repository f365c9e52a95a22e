import type { Clock } from '../clock';
import type { BudgetLedger } from '../jobs/budget';
import { type StepResult, start, takeStep } from './environment';
import type { ModelStep } from './model-step';
import { type Choice, chooseStep, type Policy } from './policy';
import type { Random } from './random';
import { stepRewards } from './rewards';
import type { StepKind, Task } from './task';

export interface Step {
  /** Where the task was, as in "lookup, stage 1 of 2". */
  stage: number;
  kind: StepKind;
  result: StepResult;
  atMs: number;
  durationMs: number;
}

export interface Trajectory {
  task: Task;
  steps: readonly Step[];
  choices: readonly Choice[];
  /** What each step earned. */
  rewards: readonly number[];
  success: boolean;
  executionTimeMs: number;
  createdAtMs: number;
}

export interface TrajectoryParts {
  clock: Clock;
  model: ModelStep;
  policy: Policy;
  ledger: Pick<BudgetLedger, 'charge'>;
  maxSteps: number;
}

/**
 * Lets the policy work on a task until that is solved, failed or out of steps.
 * Rejects with BudgetReachedError, or with the signal's reason.
 */
export async function runTrajectory(
  { clock, model, policy, ledger, maxSteps }: TrajectoryParts,
  task: Task,
  random: Random,
  signal: AbortSignal,
): Promise<Trajectory> {
  const begunMs = clock.monotonicMs();
  const createdAtMs = clock.epochMs();
  const steps: Step[] = [];
  const choices: Choice[] = [];
  let position = start;
  let result: StepResult = 'wrong';
  while (steps.length < maxSteps && result !== 'solved' && result !== 'failed') {
    ledger.charge();
    const atMs = clock.epochMs();
    const { step, ...choice } = chooseStep(policy, task.kind, position.stage, random);
    const durationMs = await model(signal);
    const stage = position.stage;
    ({ position, result } = takeStep(task, position, step, random()));
    steps.push({ stage, kind: step, result, atMs, durationMs });
    choices.push(choice);
  }
  const success = result === 'solved';
  const kinds = steps.map(({ kind }) => kind);
  return {
    task,
    steps,
    choices,
    rewards: stepRewards(kinds, success),
    success,
    executionTimeMs: clock.monotonicMs() - begunMs,
    createdAtMs,
  };
}
