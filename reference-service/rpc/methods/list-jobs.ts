import { z } from 'zod';
import { jobStatuses } from '../../jobs/job';
import { defineMethod } from '../define-method';
import { describePage } from '../describe-page';
import { describeJob } from '../dialects';
import { name, wholeNumber } from '../fields';

const params = z.object(
  {
    agent_id: name().nullish(),
    status: z.enum(jobStatuses, `must be one of ${jobStatuses.join(', ')}`).nullish(),
    limit: wholeNumber(1, 1000).default(100),
    offset: wholeNumber(0).default(0),
  },
  'The params must be an object.',
);

export const listJobs = defineMethod(params, async (request, { clock, database, jobs }) => {
  const { limit, offset } = request;
  const filter = { agentId: request.agent_id ?? undefined, status: request.status ?? undefined };
  const found = await database.readSettled(() => jobs.list(filter, limit, offset));
  return {
    success: true,
    jobs: found.jobs.map((job) => describeJob(job, clock.epochMs())),
    ...describePage({ limit, offset, count: found.jobs.length, total: found.total }),
  };
});
