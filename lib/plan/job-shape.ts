import { z } from 'zod';
import { notAnObject, whole } from './schema-parts';

const iterations = whole('iterations', 1, 10_000);

/** What each start asks for, where it is not the usual: the size of a training job. */
export const jobShapeSchema = z
  .strictObject(
    {
      iterations: z.strictObject(
        { min: iterations, max: iterations },
        { error: notAnObject('{min, max}') },
      ),
      batchSize: whole('queries', 1, 128),
      trajectoriesPerQuery: whole('trajectories', 1, 32),
    },
    { error: notAnObject('{iterations, batchSize, trajectoriesPerQuery}') },
  )
  .refine(({ iterations: { min, max } }) => min <= max, {
    path: ['iterations', 'max'],
    message: 'must be at least "min".',
  });

export type JobShape = Readonly<z.infer<typeof jobShapeSchema>>;

/** The jobs that the load scenarios start. */
export const USUAL_JOBS: JobShape = {
  iterations: { min: 10, max: 50 },
  batchSize: 16,
  trajectoriesPerQuery: 4,
};
