/** What a GRPO job is asked to do, in the words of the wire. */
export interface GrpoConfig {
  n_iterations: number;
  batch_size: number;
  n_trajectories_per_query: number;
  learning_rate: number;
  max_budget_usd: number;
  checkpoint_interval: number;
  max_steps_per_trajectory: number;
  gamma: number;
}

export interface TrainingQuery {
  query: string;
  expected_outcome: unknown;
}

/** A job's queries; without evaluation queries of its own a fifth of the training ones is held out. */
export interface Dataset {
  training: readonly TrainingQuery[];
  evaluation?: readonly TrainingQuery[];
}
