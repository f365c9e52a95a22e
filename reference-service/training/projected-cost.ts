import type { GrpoConfig } from '../jobs/grpo-config';

/** Model steps that a trajectory of the base policy takes on average over the five kinds of task. */
export const expectedStepsPerTrajectory = 4.2;

/**
 * What a job is expected to cost in US dollars: every trajectory of every iteration at the base policy's
 * average length. Validation and evaluations are not in it; they are charged as they happen.
 */
export function projectedCostUsd(config: GrpoConfig, costPerStepUsd: number): number {
  const trajectories = config.n_iterations * config.batch_size * config.n_trajectories_per_query;
  const steps = Math.min(expectedStepsPerTrajectory, config.max_steps_per_trajectory);
  return trajectories * steps * costPerStepUsd;
}
