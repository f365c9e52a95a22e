import { runConcurrently } from '../run-concurrently';
import { createRandom } from './random';
import type { Trajectory, TrajectoryParts } from './rollout';
import { runInTime, trajectoriesAtOnce } from './run-in-time';
import type { Task } from './task';
import { total } from './total';

/** How a policy did, one trajectory a task. */
export interface Evaluation {
  rewards: readonly number[];
  successRate: number;
  avgReward: number;
  avgSteps: number;
  /** Share of the tool and action steps that were right; undefined when it took none. */
  toolAccuracy: number | undefined;
}

/**
 * Tries a policy once on each task; undefined when no trajectory ended within its time.
 * Rejects with BudgetReachedError or the signal's reason.
 */
export async function evaluatePolicy(
  parts: TrajectoryParts,
  tasks: readonly Task[],
  seed: number,
  signal: AbortSignal,
): Promise<Evaluation | undefined> {
  const done: Trajectory[] = [];
  await runConcurrently(tasks.length, trajectoriesAtOnce, async (index) => {
    const task = tasks[index];
    const trajectory = task && (await runInTime(parts, task, createRandom(seed, index), signal));
    if (trajectory) done.push(trajectory);
  });
  return done.length === 0 ? undefined : summarise(done);
}

function summarise(done: readonly Trajectory[]): Evaluation {
  const rewards = done.map((trajectory) => total(trajectory.rewards));
  const steps = done.flatMap((trajectory) => trajectory.steps);
  const tools = steps.filter(({ kind }) => kind === 'tool' || kind === 'action');
  const right = tools.filter(({ result }) => result !== 'wrong' && result !== 'failed');
  return {
    rewards,
    successRate: done.filter(({ success }) => success).length / done.length,
    avgReward: total(rewards) / done.length,
    avgSteps: steps.length / done.length,
    toolAccuracy: tools.length === 0 ? undefined : right.length / tools.length,
  };
}
