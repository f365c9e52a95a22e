import type { Clock } from '../clock';
import type { TrainingMetrics } from '../metrics';
import type { ScoredTrajectory } from '../training/collect-batch';
import type { ModelStep } from '../training/model-step';
import type { Policy } from '../training/policy';
import type { Job } from './job';

export interface NewCheckpoint {
  iteration: number;
  /** The mean reward of the last five iterations at most: one of each kind of task. */
  score: number;
  policy: Policy;
}

/** What a running job needs of the world. */
export interface TrainingTools {
  clock: Clock;
  model: ModelStep;
  costPerStepUsd: number;
  metrics: TrainingMetrics;
  /** Resolves once they are committed. */
  saveTrajectories(
    job: Job,
    iteration: number,
    trajectories: readonly ScoredTrajectory[],
  ): Promise<void>;
  /** Keeps it if it is among the job's best five; resolves with the id of the best one. */
  saveCheckpoint(job: Job, checkpoint: NewCheckpoint): Promise<string>;
  /** Resolves once it is committed. */
  saveProgress(job: Job): Promise<void>;
}
