import { z } from 'zod';
import { isoTime } from '../clock';
import { defineMethod, ruleOfMeaning } from './define-method';
import { name, queries, wholeNumber } from './fields';

const FEWEST_QUERIES = 100;

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

const params = z.object(
  {
    agent_id: name(),
    training_queries: queries().refine((list) => list.length >= FEWEST_QUERIES, {
      message: `must have at least ${FEWEST_QUERIES} queries`,
      params: ruleOfMeaning,
      // Also told beside problems of shape.
      when: ({ value }) => Array.isArray(value),
    }),
    evaluation_data: queries().min(2, 'must have at least 2 queries').nullish(),
    config: config.nullish().transform((given) => given ?? config.parse({})),
  },
  'The params must be an object.',
);

export const startGrpo = defineMethod(params, async (request, { manager }) => {
  const { agent_id, training_queries, evaluation_data, config } = request;
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
});
