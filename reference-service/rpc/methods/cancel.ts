import { z } from 'zod';
import { isoTime } from '../../clock';
import { defineMethod } from '../define-method';
import { name } from '../fields';

const params = z.object(
  {
    job_id: name(),
    reason: z.string('must be a text').max(1000, 'must have at most 1000 characters').nullish(),
  },
  'The params must be an object.',
);

export const cancel = defineMethod(params, async ({ job_id, reason }, { manager }) => {
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
});
