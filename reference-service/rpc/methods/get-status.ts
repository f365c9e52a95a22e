import { z } from 'zod';
import { defineMethod } from '../define-method';
import { describeJob } from '../dialects';
import { name } from '../fields';
import { findJob } from '../find-job';

const params = z.object({ job_id: name() }, 'The params must be an object.');

export const getStatus = defineMethod(params, async ({ job_id }, { clock, database, jobs }) => {
  const job = await database.read(() => findJob(jobs, job_id));
  return describeJob(job, clock.epochMs());
});
