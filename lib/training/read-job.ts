const ENDED = ['completed', 'failed', 'cancelled'];

/** A job's id in a start's result, whichever dialect it is in; undefined when there is none. */
export function jobIdOf(result: unknown): string | undefined {
  return textOf(result, 'job_id') ?? textOf(result, 'training_job_id');
}

/** Whether a status says that the job has ended. */
export function isEndedJob(result: unknown): boolean {
  return ENDED.includes(textOf(result, 'status') ?? '');
}

function textOf(result: unknown, field: string): string | undefined {
  if (typeof result !== 'object' || result === null) return undefined;
  const value = (result as Record<string, unknown>)[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
