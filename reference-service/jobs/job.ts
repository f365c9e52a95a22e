import { randomInt, randomUUID } from 'node:crypto';
import { ServiceError } from '../service-error';
import type { Dataset } from '../training/dataset';
import type { Comparison } from '../training/evaluation';
import { mixSeeds } from '../training/random';

export const jobStatuses = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const;
export type JobStatus = (typeof jobStatuses)[number];
type EndedStatus = Exclude<JobStatus, 'queued' | 'running'>;

const transitions: Record<JobStatus, readonly JobStatus[]> = {
  queued: ['running', 'cancelled'],
  running: ['completed', 'failed', 'cancelled'],
  completed: [],
  failed: [],
  cancelled: [],
};

export function mayFollow(from: JobStatus, to: JobStatus): boolean {
  return transitions[from].includes(to);
}

export function hasEnded(status: JobStatus): status is EndedStatus {
  return transitions[status].length === 0;
}

export type StopReason =
  | 'all_iterations_done'
  | 'loss_converged'
  | 'cancelled_on_request'
  | 'budget_reached'
  | 'no_trajectories'
  | 'service_restarted'
  | 'internal_error';

/** How a job ended. */
export interface Outcome {
  reason: StopReason;
  /** For users. */
  text: string;
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

export const noProgress: JobProgress = {
  iterationsCompleted: 0,
  trajectoriesGenerated: 0,
  trajectoriesDropped: 0,
  spentUsd: 0,
  warnings: [],
};

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
  outcome?: Outcome;
  progress: JobProgress;
}

export interface StartRequest {
  agentId: string;
  config: GrpoConfig;
  dataset: Dataset;
}

/** With a `serviceSeed` every job's own seed follows from its ordinal; without it they are random. */
export function newJob(
  { agentId, config }: StartRequest,
  ordinal: number,
  createdAtMs: number,
  serviceSeed?: number,
): Job {
  return {
    id: `job_${randomUUID()}`,
    ordinal,
    agentId,
    status: 'queued',
    config,
    seed: serviceSeed === undefined ? randomInt(2 ** 32) : mixSeeds(serviceSeed, ordinal),
    createdAtMs,
    progress: noProgress,
  };
}

/** The job in its next state. Throws when the transition table has no such step. */
export function moveJob(
  job: Job,
  status: JobStatus,
  changes: Partial<Pick<Job, 'startedAtMs' | 'endedAtMs' | 'outcome'>> = {},
): Job {
  if (!mayFollow(job.status, status))
    throw new Error(`A job that is ${job.status} cannot become ${status}.`);
  return { ...job, ...changes, status };
}

/** What was found under the id. Throws ServiceError 'not_found' when that is nothing. */
export function requireJob(job: Job | undefined, id: string): Job {
  if (!job) throw new ServiceError('not_found', `There is no job ${id}.`);
  return job;
}
