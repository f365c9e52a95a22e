import { z } from 'zod';
import { isoTime } from '../clock';
import { evaluateJob } from '../jobs/evaluate-job';
import { jobStatuses, requireJob } from '../jobs/job';
import { ServiceError } from '../service-error';
import {
  defineMethod,
  flag,
  name,
  number,
  queries,
  type RpcMethod,
  semanticRule,
  wholeNumber,
} from './define-method';
import { describeComparison, describeJob, describePage, describeTrajectory } from './dialects';

export const serviceName = 'plimsoll-reference';
export const serviceVersion = '0.1.0';

const MIN_QUERIES = 100;
const MAX_EXPORTED = 10_000;

const rate = 'must be a number over 0 and at most 1';
const discount = 'must be a number from 0 to 1';
const budget = 'must be a number of at least 0';

const config = z.object(
  {
    n_iterations: wholeNumber(1, 10_000).default(10),
    batch_size: wholeNumber(1, 128).default(16),
    n_trajectories_per_query: wholeNumber(1, 32).default(8),
    learning_rate: z.number(rate).gt(0, rate).max(1, rate).default(1e-4),
    max_budget_usd: z.number(budget).min(0, budget).default(10),
    checkpoint_interval: wholeNumber(1).default(5),
    max_steps_per_trajectory: wholeNumber(1, 100).default(20),
    gamma: z.number(discount).min(0, discount).max(1, discount).default(0.99),
  },
  'must be an object',
);

const startGrpo = defineMethod(
  {
    agent_id: name(),
    training_queries: queries().refine((list) => list.length >= MIN_QUERIES, {
      message: `must have at least ${MIN_QUERIES} queries`,
      params: semanticRule,
      // Also told beside problems of shape.
      when: ({ value }) => Array.isArray(value),
    }),
    evaluation_data: queries().min(2, 'must have at least 2 queries').nullish(),
    config: config.nullish().transform((given) => given ?? config.parse({})),
  },
  async ({ agent_id, training_queries, evaluation_data, config }, { manager }) => {
    const dataset = { training: training_queries, evaluation: evaluation_data ?? undefined };
    const job = await manager.start({ agentId: agent_id, config, dataset });
    return {
      success: true,
      job_id: job.id,
      training_job_id: job.id,
      agent_id,
      status: job.status,
      total_iterations: config.n_iterations,
      budget_usd: config.max_budget_usd,
      created_at: isoTime(job.createdAtMs),
    };
  },
);

const getStatus = defineMethod({ job_id: name() }, async ({ job_id }, context) => {
  const { clock, database, jobs } = context;
  const job = await database.read(() => requireJob(jobs.find(job_id), job_id));
  return describeJob(job, clock.epochMs());
});

const cancel = defineMethod(
  {
    job_id: name(),
    reason: z.string('must be a text').max(1000, 'must have at most 1000 characters').nullish(),
  },
  async ({ job_id, reason }, { manager }) => {
    const job = await manager.cancel(job_id, reason ?? undefined);
    const checkpointId = job.progress.bestCheckpointId;
    return {
      success: true,
      job_id,
      training_job_id: job_id,
      status: job.status,
      cancelled_at: isoTime(job.endedAtMs),
      iterations_completed: job.progress.iterationsCompleted,
      checkpoint_saved: checkpointId !== undefined,
      checkpoint_id: checkpointId ?? null,
      reason: reason ?? null,
    };
  },
);

const listJobs = defineMethod(
  {
    agent_id: name().nullish(),
    status: z.enum(jobStatuses, `must be one of ${jobStatuses.join(', ')}`).nullish(),
    limit: wholeNumber(1, 1000).default(100),
    offset: wholeNumber(0).default(0),
  },
  async ({ agent_id, status, limit, offset }, { clock, database, jobs }) => {
    const filter = { agentId: agent_id ?? undefined, status: status ?? undefined };
    const found = await database.readSettled(() => jobs.list(filter, limit, offset));
    return {
      success: true,
      jobs: found.jobs.map((job) => describeJob(job, clock.epochMs())),
      ...describePage({ limit, offset, count: found.jobs.length, total: found.total }),
    };
  },
);

const exportTrajectories = defineMethod(
  {
    job_id: name(),
    success_only: flag().nullish(),
    min_reward: number().nullish(),
    limit: wholeNumber(1).default(1000),
    offset: wholeNumber(0).default(0),
  },
  async ({ job_id, success_only, min_reward, limit, offset }, context) => {
    if (limit > MAX_EXPORTED)
      throw new ServiceError(
        'export_limit',
        `At most ${MAX_EXPORTED} trajectories can be exported at once; the limit is ${limit}.`,
      );
    const { database, jobs, trajectories } = context;
    const filter = { successOnly: success_only ?? false, minReward: min_reward ?? undefined };
    const { job, page } = await database.readSettled(() => {
      const job = requireJob(jobs.find(job_id), job_id);
      return { job, page: trajectories.page(job.ordinal, filter, limit, offset) };
    });
    return {
      success: true,
      job_id,
      training_job_id: job_id,
      trajectories: page.trajectories.map((one) => describeTrajectory(one, job)),
      ...describePage({ limit, offset, count: page.trajectories.length, total: page.total }),
    };
  },
);

const evaluate = defineMethod(
  {
    job_id: name().nullish(),
    agent_id: name().nullish(),
    checkpoint_id: name().nullish(),
    evaluation_queries: queries()
      .min(1, 'must not be empty')
      .max(1000, 'must have at most 1000 queries')
      .nullish(),
  },
  async ({ job_id, agent_id, checkpoint_id, evaluation_queries }, { evaluation }) => {
    if (!job_id && !agent_id)
      throw new ServiceError('params', 'The params are not valid.', [
        'job_id or agent_id must be given.',
      ]);
    const { job, checkpointId, queries, comparison } = await evaluateJob(evaluation, {
      jobId: job_id ?? undefined,
      agentId: agent_id ?? undefined,
      checkpointId: checkpoint_id ?? undefined,
      queries: evaluation_queries ?? undefined,
    });
    return {
      success: true,
      job_id: job.id,
      training_job_id: job.id,
      agent_id: job.agentId,
      checkpoint_id: checkpointId,
      evaluated_queries: queries,
      ...describeComparison(comparison),
    };
  },
);

const ping = defineMethod({}, async (_, { clock }) => ({
  pong: true,
  status: 'ok',
  timestamp: isoTime(clock.epochMs()),
}));

const version = defineMethod({}, async (_, { startedAtMs }) => ({
  name: serviceName,
  version: serviceVersion,
  jsonrpc: '2.0',
  started_at: isoTime(startedAtMs),
}));

const listMethods = defineMethod({}, async () => ({
  methods: [...methods.keys()],
  count: methods.size,
}));

/** All there are. A map, since a method may be asked for by any name, "constructor" too. */
export const methods: ReadonlyMap<string, RpcMethod> = new Map([
  ['training.start_grpo', startGrpo],
  ['training.get_status', getStatus],
  ['training.cancel', cancel],
  ['training.list_jobs', listJobs],
  ['training.export_trajectories', exportTrajectories],
  ['training.evaluate', evaluate],
  ['rpc.ping', ping],
  ['rpc.methods', listMethods],
  ['rpc.version', version],
]);
