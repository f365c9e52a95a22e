import { fieldsOf, flagOf, listOf, numberOf, textOf } from './fields';
import { CANNOT_CANCEL, describeTrainingError, isOutcomeUnknown, JOB_NOT_FOUND } from './methods';
import type { RpcReply } from './rpc';

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

/** One page of a longer list. */
export interface Page<T> {
  items: T[];
  /** Of all pages together; undefined when the service does not say. */
  totalCount?: number;
  hasMore?: boolean;
}

/** Reads the result of a list of jobs. */
export function readJobs(result: unknown): Page<TrainingJob> {
  return readPage(listOf(result, 'jobs')?.map(readJob), result);
}

/** Reads the result of an export; the trajectories themselves are passed on as they are. */
export function readTrajectories(result: unknown): Page<unknown> {
  return readPage(listOf(result, 'trajectories'), result);
}

function readPage<T>(items: T[] = [], result: unknown): Page<T> {
  const pagination = fieldsOf(result)?.pagination;
  return {
    items,
    totalCount: numberOf(result, 'total_count') ?? numberOf(pagination, 'total_count', 'total'),
    hasMore: flagOf(result, 'has_more') ?? flagOf(pagination, 'has_more'),
  };
}

/**
 * What a cancel came to. `taken`: the job is cancelled, or will be. `ended`: it had ended before. `gone`:
 * there is no such job. `unclear`: it may have been taken. `refused`: it was not.
 */
export type CancelReply =
  | { kind: 'taken'; job: TrainingJob }
  | { kind: 'ended' }
  | { kind: 'gone' }
  | { kind: 'unclear' | 'refused'; reason: string };

export function readCancel(reply: RpcReply | undefined): CancelReply {
  if (reply?.kind === 'result') return readResult(reply.result);
  if (reply?.kind === 'rpc-error' && reply.code === CANNOT_CANCEL) return { kind: 'ended' };
  if (reply?.kind === 'rpc-error' && reply.code === JOB_NOT_FOUND) return { kind: 'gone' };
  return { kind: isOutcomeUnknown(reply) ? 'unclear' : 'refused', reason: reasonOf(reply) };
}

function readResult(result: unknown): CancelReply {
  if (flagOf(result, 'success') !== false) return { kind: 'taken', job: readJob(result) };
  const said = textOf(result, 'message', 'error') ?? 'no reason given';
  return { kind: 'refused', reason: `The service did not cancel the job: ${said}` };
}

function reasonOf(reply: Exclude<RpcReply, { kind: 'result' }> | undefined): string {
  switch (reply?.kind) {
    case undefined:
      return 'No response.';
    case 'malformed':
      return reply.reason;
    case 'http-error':
      return `The service returned HTTP ${reply.status}.`;
    case 'rpc-error': {
      const words = [describeTrainingError(reply.code), reply.message].filter(Boolean).join(': ');
      return `The service returned error ${reply.code}${words === '' ? '' : `: ${words}`}.`;
    }
  }
}

/** How a policy did on held-out queries, and whether it beats the one it started from. */
export interface Evaluation {
  /** 0 to 1. */
  successRate?: number;
  averageReward?: number;
  averageSteps?: number;
  /** 0 to 1. */
  toolAccuracy?: number;
  pValue?: number;
  isSignificant?: boolean;
}

/** Reads the result of an evaluation; what a service left out is undefined. */
export function readEvaluation(result: unknown): Evaluation {
  const { metrics, baseline_comparison: comparison } = fieldsOf(result) ?? {};
  return {
    successRate: numberOf(metrics, 'success_rate'),
    averageReward: numberOf(metrics, 'avg_reward'),
    averageSteps: numberOf(metrics, 'avg_steps'),
    toolAccuracy: numberOf(metrics, 'tool_accuracy'),
    pValue: numberOf(comparison, 'p_value'),
    isSignificant: flagOf(comparison, 'statistically_significant'),
  };
}
