import type { Comparison } from '../training/evaluation';
import { type JobStatus, mayFollow } from './job-status';

/** Why a job ended. */
export type EndReason =
  | 'all_iterations_done'
  | 'loss_converged'
  | 'cancelled_on_request'
  | 'budget_reached'
  | 'no_trajectories'
  | 'service_restarted'
  | 'internal_error';

export interface Ending {
  reason: EndReason;
  /** For users. */
  text: string;
}

/** How far a job is; what has not been measured yet is undefined. */
export interface JobProgress {
  iterationsCompleted: number;
  trajectoriesGenerated: number;
  /** Those that took longer than their time limit. */
  trajectoriesDropped: number;
  spentUsd: number;
  warnings: readonly string[];
  loss?: number;
  avgReward?: number;
  stdReward?: number;
  successRate?: number;
  validation?: Comparison;
  bestCheckpointId?: string;
}

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

export interface Job {
  id: string;
  /** Counts up from 1 in the order of creation. */
  ordinal: number;
  agentId: string;
  status: JobStatus;
  config: GrpoConfig;
  seed: number;
  createdAtMs: number;
  startedAtMs?: number;
  endedAtMs?: number;
  ending?: Ending;
  progress: JobProgress;
}

export const noProgress: JobProgress = {
  iterationsCompleted: 0,
  trajectoriesGenerated: 0,
  trajectoriesDropped: 0,
  spentUsd: 0,
  warnings: [],
};

/** The job in its next state. Throws when the transition table has no such step. */
export function moveJob(
  job: Job,
  status: JobStatus,
  changes: Partial<Pick<Job, 'startedAtMs' | 'endedAtMs' | 'ending'>> = {},
): Job {
  if (!mayFollow(job.status, status))
    throw new Error(`A job that is ${job.status} cannot become ${status}.`);
  return { ...job, ...changes, status };
}
