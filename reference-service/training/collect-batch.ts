import { runConcurrently } from '../run-concurrently';
import { advantagesOf, normaliseRewards } from './group-scores';
import { createRandom } from './random';
import { discountedReturn } from './rewards';
import type { Trajectory, TrajectoryParts } from './rollout';
import { runInTime, trajectoriesAtOnce } from './run-in-time';
import type { Task } from './task';
import { total } from './total';

export interface ScoredTrajectory extends Trajectory {
  /** Its place within the batch. */
  index: number;
  reward: number;
  /** These two are undefined when the batch was stopped before the group was whole. */
  normalizedReward?: number;
  advantage?: number;
}

export interface BatchRequest {
  tasks: readonly Task[];
  perTask: number;
  gamma: number;
  seed: number;
  iteration: number;
}

/**
 * Collects a group of trajectories for each task, 8 at a time, 60 s each; later ones are dropped.
 * Every group that has any is handed over once, as soon as it is whole, or incomplete when the batch is stopped.
 * Rejects with what stopped it: BudgetReachedError or the signal's reason.
 */
export async function collectBatch(
  parts: TrajectoryParts,
  { tasks, perTask, gamma, seed, iteration }: BatchRequest,
  onGroup: (group: ScoredTrajectory[]) => void,
  signal: AbortSignal,
): Promise<{ dropped: number }> {
  const groups = tasks.map((): { left: number; members: ScoredTrajectory[] } => ({
    left: perTask,
    members: [],
  }));
  let dropped = 0;
  try {
    await runConcurrently(tasks.length * perTask, trajectoriesAtOnce, async (index) => {
      const place = Math.floor(index / perTask);
      const task = tasks[place];
      const group = groups[place];
      if (!task || !group) return;
      const trajectory = await runInTime(parts, task, createRandom(seed, iteration, index), signal);
      group.left -= 1;
      if (trajectory)
        group.members.push({ ...trajectory, index, reward: total(trajectory.rewards) });
      else dropped += 1;
      if (group.left === 0 && group.members.length > 0)
        onGroup(scoreGroup(group.members.splice(0), gamma));
    });
  } finally {
    for (const { members } of groups) if (members.length > 0) onGroup(members);
  }
  return { dropped };
}

function scoreGroup(members: ScoredTrajectory[], gamma: number): ScoredTrajectory[] {
  const normalized = normaliseRewards(members.map(({ reward }) => reward));
  const advantages = advantagesOf(members.map(({ rewards }) => discountedReturn(rewards, gamma)));
  return members.map((member, index) => ({
    ...member,
    normalizedReward: normalized[index],
    advantage: advantages[index],
  }));
}
