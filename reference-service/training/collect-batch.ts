import type { Task } from './environment';
import { createRandom } from './random';
import { discountedReturn, groupAdvantages, normaliseRewards } from './rewards';
import { type RolloutContext, sampleTrajectories, type Trajectory } from './rollout';
import { sum } from './statistics';

export interface ScoredTrajectory extends Trajectory {
  /** Its place within the batch. */
  index: number;
  reward: number;
  /** These two are undefined when the batch was stopped before the group was whole. */
  normalizedReward?: number;
  advantage?: number;
}

interface BatchRequest {
  tasks: readonly Task[];
  perTask: number;
  gamma: number;
  seed: number;
  iteration: number;
}

/**
 * Samples a group of trajectories for each task; those over their time limit are dropped. Every group that
 * has any is handed over once, as soon as it is whole, or incomplete when the batch is stopped.
 * Rejects as {@link sampleTrajectories} does.
 */
export async function collectBatch(
  context: RolloutContext,
  { tasks, perTask, gamma, seed, iteration }: BatchRequest,
  onGroup: (group: ScoredTrajectory[]) => void,
  signal: AbortSignal,
): Promise<{ dropped: number }> {
  const groups = tasks.map((): { remaining: number; members: ScoredTrajectory[] } => ({
    remaining: perTask,
    members: [],
  }));
  let dropped = 0;
  const onEnd = (trajectory: Trajectory | undefined, index: number) => {
    const group = groups[Math.floor(index / perTask)];
    if (!group) return;
    group.remaining -= 1;
    if (trajectory) group.members.push({ ...trajectory, index, reward: sum(trajectory.rewards) });
    else dropped += 1;
    if (group.remaining === 0 && group.members.length > 0)
      onGroup(scoreGroup(group.members.splice(0), gamma));
  };
  try {
    await sampleTrajectories(
      context,
      tasks.flatMap((task) => Array.from({ length: perTask }, () => task)),
      (index) => createRandom(seed, iteration, index),
      onEnd,
      signal,
    );
  } finally {
    for (const { members } of groups) if (members.length > 0) onGroup(members);
  }
  return { dropped };
}

function scoreGroup(members: ScoredTrajectory[], gamma: number): ScoredTrajectory[] {
  const normalized = normaliseRewards(members.map(({ reward }) => reward));
  const advantages = groupAdvantages(
    members.map(({ rewards }) => discountedReturn(rewards, gamma)),
  );
  return members.map((member, index) => ({
    ...member,
    normalizedReward: normalized[index],
    advantage: advantages[index],
  }));
}
