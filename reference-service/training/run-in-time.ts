import { TimeLimitError, withTimeLimit } from '../with-time-limit';
import type { Random } from './random';
import { runTrajectory, type Trajectory, type TrajectoryParts } from './rollout';
import type { Task } from './task';

/** Trajectories a job has under way at once. */
export const trajectoriesAtOnce = 8;

const LIMIT_MS = 60_000;

/** A trajectory, or undefined when it took longer than 60 s and is dropped. */
export async function runInTime(
  parts: TrajectoryParts,
  task: Task,
  random: Random,
  signal: AbortSignal,
): Promise<Trajectory | undefined> {
  try {
    return await withTimeLimit(parts.clock, signal, LIMIT_MS, (limited) =>
      runTrajectory(parts, task, random, limited),
    );
  } catch (error) {
    if (error instanceof TimeLimitError) return undefined;
    throw error;
  }
}
