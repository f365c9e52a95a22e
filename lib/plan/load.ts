import { z } from 'zod';
import { PLAN_LIMITS } from './plan-limits';
import { addUpToADay, between, notAnObject, someOf, whole } from './schema-parts';

const stageSchema = z.strictObject(
  {
    users: whole('users', 0, PLAN_LIMITS.users),
    spawnPerSecond: between('users per second', 0.01, PLAN_LIMITS.spawnPerSecond),
    durationMs: whole('milliseconds', 1, PLAN_LIMITS.durationMs),
  },
  { error: notAnObject('{users, spawnPerSecond, durationMs}') },
);

const waitSchema = z
  .strictObject(
    {
      min: between('milliseconds', 0, 3_600_000),
      max: between('milliseconds', 0, 3_600_000),
    },
    { error: notAnObject('{min, max}') },
  )
  .refine((wait) => wait.min <= wait.max, {
    path: ['max'],
    message: 'must be at least as long as "min".',
  });

/** Users who ask, wait for the answer, pause and ask again: a slow service is asked less. */
export const closedLoadSchema = z.strictObject({
  model: z.literal('closed'),
  stages: someOf(stageSchema, 'stage', PLAN_LIMITS.stages)
    .refine((stages) => stages.some((stage) => stage.users > 0), 'need a stage with users in it.')
    .refine(
      (stages) => addUpToADay(stages, PLAN_LIMITS.durationMs),
      'must last at most 24 hours together.',
    ),
  waitMs: waitSchema.optional().describe("In place of each behaviour's own pause between tasks."),
});

export type ClosedLoad = Readonly<z.infer<typeof closedLoadSchema>>;
export type Stage = ClosedLoad['stages'][number];
