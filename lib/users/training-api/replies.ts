import { fieldsOf, numberOf, textOf } from './fields';

export const JOB_STATES = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const;
export type JobState = (typeof JOB_STATES)[number];
export type EndState = 'completed' | 'failed' | 'cancelled';

/** A training job as any of the dialects tells of it; what a service left out is undefined. */
export interface TrainingJob {
  jobId?: string;
  agentId?: string;
  /** Undefined also for a state that the protocol does not know. */
  state?: JobState;
  iterations?: number;
  totalIterations?: number;
  /** 0 to 100. */
  percentComplete?: number;
  loss?: number;
  averageReward?: number;
  costUsd?: number;
  budgetUsd?: number;
  checkpointId?: string;
  /** As the service spells it, ISO 8601. */
  createdAt?: string;
  startedAt?: string;
  /** When its progress last changed. */
  updatedAt?: string;
  endedAt?: string;
  cancelledAt?: string;
}

/** Reads the result of a start, a status or a cancel, or one entry of a list of jobs. */
export function readJob(result: unknown): TrainingJob {
  const fields = fieldsOf(result);
  const progress = fieldsOf(fields?.progress) ?? fields;
  const cost = fieldsOf(fields?.cost) ?? fields;
  const metrics = fields?.metrics;
  return {
    jobId: jobIdOf(result),
    agentId: textOf(result, 'agent_id'),
    state: stateOf(result),
    iterations: numberOf(progress, 'current_iteration', 'iterations_completed'),
    totalIterations: numberOf(progress, 'total_iterations') ?? numberOf(result, 'total_iterations'),
    percentComplete: numberOf(progress, 'percent_complete', 'progress_percent'),
    loss: numberOf(metrics, 'train_loss', 'loss'),
    averageReward: numberOf(metrics, 'avg_reward'),
    costUsd: numberOf(cost, 'cost_usd'),
    budgetUsd: numberOf(cost, 'budget_usd') ?? numberOf(result, 'budget_usd'),
    checkpointId: textOf(result, 'best_checkpoint_id', 'checkpoint_id'),
    createdAt: textOf(result, 'created_at'),
    startedAt: textOf(result, 'started_at'),
    updatedAt: textOf(result, 'updated_at'),
    endedAt: textOf(result, 'completed_at', 'ended_at', 'finished_at'),
    cancelledAt: textOf(result, 'cancelled_at'),
  };
}

/** A job's id, whichever dialect it is in; undefined when there is none. */
export function jobIdOf(result: unknown): string | undefined {
  return textOf(result, 'job_id', 'training_job_id');
}

/** Whether a status says that the job has ended. */
export function isEndedJob(result: unknown): boolean {
  return isEndState(stateOf(result));
}

export function isEndState(state: JobState | undefined): state is EndState {
  return state === 'completed' || state === 'failed' || state === 'cancelled';
}

function stateOf(result: unknown): JobState | undefined {
  const said = textOf(result, 'status');
  return JOB_STATES.find((state) => state === said);
}
