import type { Clock } from '../clock';
import { ServiceError } from '../service-error';
import type { Checkpoint, CheckpointStore } from '../store/checkpoint-store';
import type { JobStore } from '../store/job-store';
import type { RequestDatabase } from '../store/request-database';
import { splitDataset, type TrainingQuery, tasksOf } from '../training/dataset';
import { type Comparison, comparePolicies, evaluatePolicy } from '../training/evaluation';
import type { ModelStep } from '../training/model-step';
import { basePolicy, createPolicy, type Policy } from '../training/policy';
import { mixSeeds } from '../training/random';
import { type Job, requireJob } from './job';

interface EvaluationRequest {
  jobId?: string;
  agentId?: string;
  checkpointId?: string;
  queries?: readonly TrainingQuery[];
}

export interface EvaluationParts {
  clock: Clock;
  model: ModelStep;
  database: RequestDatabase;
  jobs: JobStore;
  checkpoints: CheckpointStore;
  signal: AbortSignal;
}

interface JobEvaluation {
  job: Job;
  checkpointId: string;
  queries: number;
  comparison: Comparison;
}

/** An evaluation costs its job nothing: only training has a budget. */
const unlimited = { charge: () => undefined };

/**
 * Lets a checkpoint and the base policy work on the same queries, on the same inference slots as the
 * jobs. Rejects with ServiceError 'not_found', or 'evaluation' when there is nothing to evaluate.
 */
export async function evaluateJob(
  parts: EvaluationParts,
  request: EvaluationRequest,
): Promise<JobEvaluation> {
  const { job, checkpoint, queries } = await parts.database.read(() => {
    const job = findJob(parts, request);
    const checkpoint = findCheckpoint(parts, job, request.checkpointId);
    return { job, checkpoint, queries: request.queries ?? heldOutQueries(parts, job) };
  });
  if (queries.length === 0)
    throw new ServiceError('evaluation', 'There are no queries to evaluate.');
  const tasks = tasksOf(queries);
  const evaluate = (policy: Policy, stream: number) => {
    const maxSteps = job.config.max_steps_per_trajectory;
    const seed = mixSeeds(job.seed, checkpoint.iteration, stream);
    const context = { ...parts, policy, budget: unlimited, maxSteps };
    return evaluatePolicy(context, tasks, seed, parts.signal);
  };
  const [trained, baseline] = await Promise.all([
    evaluate(createPolicy(checkpoint.logits), 1),
    evaluate(basePolicy(), 2),
  ]);
  if (!trained || !baseline)
    throw new ServiceError('evaluation', 'No trajectory of the evaluation ended within its time.');
  const comparison = comparePolicies(trained, baseline);
  return { job, checkpointId: checkpoint.id, queries: queries.length, comparison };
}

function findJob({ jobs }: EvaluationParts, { jobId, agentId }: EvaluationRequest): Job {
  if (jobId !== undefined) return requireJob(jobs.find(jobId), jobId);
  const job = agentId === undefined ? undefined : jobs.latestOfAgent(agentId);
  if (job) return job;
  throw new ServiceError('not_found', `There is no job of an agent ${agentId}.`);
}

function findCheckpoint({ checkpoints }: EvaluationParts, job: Job, id?: string): Checkpoint {
  const bestId = checkpoints.ranking(job.ordinal)[0]?.id;
  if (id === undefined && bestId === undefined)
    throw new ServiceError('evaluation', `The job ${job.id} has no checkpoint to evaluate yet.`);
  const checkpoint = checkpoints.find(id ?? bestId ?? '');
  if (checkpoint?.jobOrdinal === job.ordinal) return checkpoint;
  throw new ServiceError('not_found', `The job ${job.id} has no checkpoint ${id}.`);
}

function heldOutQueries({ jobs }: EvaluationParts, job: Job): readonly TrainingQuery[] {
  const dataset = jobs.dataset(job.ordinal);
  return dataset ? splitDataset(dataset, job.seed).heldOut : [];
}
