import { z } from 'zod';
import { evaluateJob } from '../jobs/evaluate-job';
import { ServiceError } from '../service-error';
import type { Comparison } from '../training/evaluation';
import { defineMethod } from './define-method';
import { name, queries } from './fields';

const params = z.object(
  {
    job_id: name().nullish(),
    agent_id: name().nullish(),
    checkpoint_id: name().nullish(),
    evaluation_queries: queries()
      .min(1, 'must not be empty')
      .max(1000, 'must have at most 1000 queries')
      .nullish(),
  },
  'The params must be an object.',
);

export const evaluate = defineMethod(params, async (request, { evaluation }) => {
  const { job_id, agent_id, checkpoint_id, evaluation_queries } = request;
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
});

function describeComparison({ trained, baseline, rewardImprovement, ...test }: Comparison) {
  return {
    metrics: {
      success_rate: trained.successRate,
      avg_reward: trained.avgReward,
      avg_steps: trained.avgSteps,
      tool_accuracy: trained.toolAccuracy ?? null,
    },
    baseline_comparison: {
      baseline_success_rate: baseline.successRate,
      baseline_avg_reward: baseline.avgReward,
      baseline_avg_steps: baseline.avgSteps,
      baseline_tool_accuracy: baseline.toolAccuracy ?? null,
      reward_improvement: rewardImprovement,
      success_rate_improvement: trained.successRate - baseline.successRate,
      p_value: test.pValue ?? null,
      statistically_significant: test.significant,
    },
  };
}
