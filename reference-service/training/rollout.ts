import { type Clock, TimeLimitError, withTimeLimit } from '../clock';
import {
  initialPosition,
  type StepKind,
  type StepResult,
  type Task,
  takeStep,
} from './environment';
import type { ModelStep } from './model-step';
import { type Choice, type Policy, sampleStep } from './policy';
import type { Random } from './random';
import { stepRewards } from './rewards';

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

interface Step {
  /** Where the task was, as in "lookup, stage 1 of 2". */
  stage: number;
  kind: StepKind;
  result: StepResult;
  atMs: number;
  durationMs: number;
}

/** What trajectories are sampled with. */
export interface RolloutContext {
  clock: Clock;
  model: ModelStep;
  policy: Policy;
  /** Charged before every step; what it throws ends the rollout. */
  budget: { charge(): void };
  maxSteps: number;
}

const MAX_CONCURRENT = 8;
const TIME_LIMIT_MS = 60_000;

/**
 * Samples a trajectory for each task, 8 at a time; one that takes longer than 60 s is handed over as
 * undefined. Rejects with what the budget threw or with the signal's reason.
 */
export async function sampleTrajectories(
  context: RolloutContext,
  tasks: readonly Task[],
  randomOf: (index: number) => Random,
  onEnd: (trajectory: Trajectory | undefined, index: number) => void,
  signal: AbortSignal,
): Promise<void> {
  await runConcurrently(tasks, MAX_CONCURRENT, async (task, index) => {
    const random = randomOf(index);
    try {
      const trajectory = await withTimeLimit(context.clock, signal, TIME_LIMIT_MS, (limited) =>
        sampleTrajectory(context, task, random, limited),
      );
      onEnd(trajectory, index);
    } catch (error) {
      if (!(error instanceof TimeLimitError)) throw error;
      onEnd(undefined, index);
    }
  });
}

/** Lets the policy work on a task until that is solved, failed or out of steps. */
async function sampleTrajectory(
  { clock, model, policy, budget, maxSteps }: RolloutContext,
  task: Task,
  random: Random,
  signal: AbortSignal,
): Promise<Trajectory> {
  const startedMs = clock.monotonicMs();
  const createdAtMs = clock.epochMs();
  const steps: Step[] = [];
  const choices: Choice[] = [];
  let position = initialPosition;
  let result: StepResult = 'wrong';
  while (steps.length < maxSteps && result !== 'solved' && result !== 'failed') {
    budget.charge();
    const atMs = clock.epochMs();
    const { step, ...choice } = sampleStep(policy, task.kind, position.stage, random);
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
    executionTimeMs: clock.monotonicMs() - startedMs,
    createdAtMs,
  };
}

/**
 * Does the work for each item, in order, at most `limit` at a time. After a failure nothing more is
 * begun, and the first failure is thrown once everything begun has ended.
 */
async function runConcurrently<T>(
  items: readonly T[],
  limit: number,
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const waiting = items.entries();
  const failures: unknown[] = [];
  const worker = async () => {
    while (failures.length === 0) {
      const next = waiting.next();
      if (next.done) return;
      const [index, item] = next.value;
      try {
        await work(item, index);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  if (failures.length > 0) throw failures[0];
}
