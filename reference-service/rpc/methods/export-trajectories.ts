import { z } from 'zod';
import { isoTime } from '../../clock';
import { ServiceError } from '../../service-error';
import type { StoredTrajectory } from '../../store/trajectory-store';
import { defineMethod } from '../define-method';
import { describePage } from '../describe-page';
import { flag, name, number, wholeNumber } from '../fields';
import { findJob } from '../find-job';

const MOST_AT_ONCE = 10_000;

const params = z.object(
  {
    job_id: name(),
    success_only: flag().nullish(),
    min_reward: number().nullish(),
    limit: wholeNumber(1).default(1000),
    offset: wholeNumber(0).default(0),
  },
  'The params must be an object.',
);

export const exportTrajectories = defineMethod(params, async (request, context) => {
  const { job_id, success_only, min_reward, limit, offset } = request;
  if (limit > MOST_AT_ONCE)
    throw new ServiceError(
      'export_limit',
      `At most ${MOST_AT_ONCE} trajectories can be exported at once; the limit is ${limit}.`,
    );
  const filter = { successOnly: success_only ?? false, minReward: min_reward ?? undefined };
  const { job, trajectories, total } = await context.database.readSettled(() => {
    const job = findJob(context.jobs, job_id);
    return { job, ...context.trajectories.page(job.ordinal, filter, limit, offset) };
  });
  return {
    success: true,
    job_id,
    training_job_id: job_id,
    trajectories: trajectories.map((one) => describeTrajectory(one, job_id, job.agentId)),
    ...describePage({ limit, offset, count: trajectories.length, total }),
  };
});

function describeTrajectory(trajectory: StoredTrajectory, job_id: string, agent_id: string) {
  return {
    trajectory_id: trajectory.id,
    job_id,
    agent_id,
    query: trajectory.query,
    steps: trajectory.steps,
    reward: trajectory.reward,
    normalized_reward: trajectory.normalizedReward,
    advantage: trajectory.advantage,
    execution_time_ms: trajectory.executionTimeMs,
    success: trajectory.success,
    created_at: isoTime(trajectory.createdAtMs),
  };
}
