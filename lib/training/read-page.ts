import { fieldsOf, flagOf, listOf, numberOf } from '@/lib/users/training-api/fields';
import { readJob, type TrainingJob } from '@/lib/users/training-api/replies';

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
