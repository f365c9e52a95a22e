import { z } from 'zod';
import { between, notAnObject, oneOf, someOf, whole } from './schema-parts';

export const BEHAVIOURS = ['training-api', 'burst', 'start', 'job-cycle', 'cancel-cycle'] as const;
export type BehaviourName = (typeof BEHAVIOURS)[number];

const userSchema = z.strictObject(
  {
    behaviour: oneOf(BEHAVIOURS),
    weight: between('', 0.001, 1_000_000),
  },
  { error: notAnObject('{behaviour, weight}') },
);

/** Kinds of users, and how many of each there are against the others. */
export const usersSchema = someOf(userSchema, 'behaviour', 10);

export type UserShare = Readonly<z.infer<typeof userSchema>>;

export interface WaitMs {
  min: number;
  max: number;
}

/** How long each kind of user means to wait between tasks, evenly spread, ms. */
export const INTENDED_WAIT_MS: Record<BehaviourName, WaitMs> = {
  'training-api': { min: 1000, max: 5000 },
  burst: { min: 100, max: 1000 },
  start: { min: 1000, max: 5000 },
  'job-cycle': { min: 100, max: 200 },
  'cancel-cycle': { min: 100, max: 200 },
};

/** Users with requests of their own ask again at once, unless the plan has a wait. */
export const REQUESTS_WAIT_MS: WaitMs = { min: 0, max: 0 };

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
