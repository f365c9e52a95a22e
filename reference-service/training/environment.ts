import { type StepKind, type Task, taskPlans } from './task';

/** Wrong steps a task survives; the next one ends it in failure. */
const TOLERATED_MISTAKES = 2;

export interface Position {
  stage: number;
  mistakes: number;
}

export type StepResult = 'advanced' | 'slipped' | 'wrong' | 'solved' | 'failed';

export const start: Position = { stage: 0, mistakes: 0 };

/**
 * What a step does to a task. The right step leads to the next stage, or slips; a wrong one is a mistake,
 * and a premature answer ends the task at once.
 * @param chance one number in [0, 1) that decides whether a right step slips
 */
export function takeStep(
  task: Task,
  { stage, mistakes }: Position,
  step: StepKind,
  chance: number,
): { position: Position; result: StepResult } {
  const plan = taskPlans[task.kind];
  if (step !== plan[stage]) {
    const position = { stage, mistakes: mistakes + 1 };
    const over = step === 'answer' || position.mistakes > TOLERATED_MISTAKES;
    return { position, result: over ? 'failed' : 'wrong' };
  }
  if (step === 'answer') return { position: { stage: stage + 1, mistakes }, result: 'solved' };
  if (chance < task.slipProbability) return { position: { stage, mistakes }, result: 'slipped' };
  return { position: { stage: stage + 1, mistakes }, result: 'advanced' };
}
