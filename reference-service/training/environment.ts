import { createRandom, hashText } from './random';

export const stepKinds = ['think', 'tool', 'action', 'verify', 'check', 'answer'] as const;
export type StepKind = (typeof stepKinds)[number];

export const taskKinds = ['lookup', 'calculate', 'update', 'plan', 'investigate'] as const;
export type TaskKind = (typeof taskKinds)[number];

/** What solves each kind of task: the right step at each stage. */
export const taskPlans: Record<TaskKind, readonly StepKind[]> = {
  lookup: ['tool', 'answer'],
  calculate: ['tool', 'verify', 'answer'],
  update: ['tool', 'action', 'check', 'answer'],
  plan: ['think', 'tool', 'action', 'verify', 'answer'],
  investigate: ['think', 'tool', 'tool', 'check', 'action', 'answer'],
};

export const longestPlan = 6;

/** The most that a right step of any task fails to bring it forward, as a flaky tool does. */
const MAX_SLIP_PROBABILITY = 0.1;

export interface Task {
  query: string;
  kind: TaskKind;
  /** How often a right step leaves the task where it was, in [0, 0.1). */
  slipProbability: number;
}

/**
 * The task that a query poses: its kind and difficulty follow from its text and its place in the list
 * (so that a list of equal queries still has every kind), never from a clock.
 */
export function taskOf(query: string, index: number): Task {
  const random = createRandom(hashText(query), index);
  const kind = taskKinds[Math.floor(random() * taskKinds.length)] ?? 'lookup';
  return { query, kind, slipProbability: MAX_SLIP_PROBABILITY * random() };
}

/** Wrong steps a task survives; the next one ends it in failure. */
const TOLERATED_MISTAKES = 2;

export interface Position {
  stage: number;
  mistakes: number;
}

export type StepResult = 'advanced' | 'slipped' | 'wrong' | 'solved' | 'failed';

export const initialPosition: Position = { stage: 0, mistakes: 0 };

/**
 * The right step leads to the next stage, or slips when `chance`, in [0, 1), falls under the task's
 * probability; a wrong one is a mistake, and a premature answer ends the task at once.
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
