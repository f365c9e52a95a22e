import type { Job } from '../jobs/job';
import { ServiceError } from '../service-error';
import type { JobStore } from '../store/job-store';

/** Throws ServiceError 'not_found'. */
export function findJob(jobs: JobStore, id: string): Job {
  const job = jobs.find(id);
  if (!job) throw new ServiceError('not_found', `There is no job ${id}.`);
  return job;
}
