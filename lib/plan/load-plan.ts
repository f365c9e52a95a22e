import { z } from 'zod';
import { connectionSchema } from './connection';
import { jobShapeSchema } from './job-shape';
import { closedLoadSchema } from './load';
import { loadMs } from './load-length';
import { objectiveSchema } from './objective';
import { openLoadSchema } from './open-load';
import { PLAN_LIMITS } from './plan-limits';
import { requestSchema } from './request';
import { unknownValues } from './request-values';
import { notAnObject, oneOf, someOf, whole } from './schema-parts';
import { usersSchema } from './users';

const stopAfterSchema = z.strictObject(
  {
    requests: whole('requests', 1, 1_000_000_000).optional(),
    jobsEnded: whole('jobs', 1, 1_000_000).optional(),
  },
  { error: notAnObject('{requests} or {jobsEnded}') },
);

const loadSchema = z.discriminatedUnion('model', [closedLoadSchema, openLoadSchema], {
  error: (issue) =>
    issue.code === 'invalid_union'
      ? 'must be "closed" (users who wait for answers) or "open" (arrivals at a rate).'
      : 'must be an object: {model, stages}.',
});

/**
 * The validated load of a run, as plan files spell it. Durations in ms, rates per second. What was added
 * after the first version has no defaults here: an older plan reads back as it was, with its hash.
 */
export const planSchema = z
  .strictObject(
    {
      name: z
        .string('must be a text.')
        .trim()
        .min(1, 'must not be empty.')
        .max(100, 'must be at most 100 characters.'),
      seed: whole('', 0, 4_294_967_295)
        .optional()
        .describe('The same seed makes the same decisions.'),
      load: loadSchema,
      users: usersSchema
        .optional()
        .describe('What the users, or arrivals, do. Without it and requests: training-api users.'),
      requests: someOf(requestSchema, 'request', PLAN_LIMITS.requests)
        .optional()
        .describe('In place of users: requests of your own, chosen by weight.'),
      jobs: jobShapeSchema.optional().describe('What each start of a training job asks for.'),
      stopAfter: stopAfterSchema
        .optional()
        .describe('Ends the load early, to the second, once there have been so many.'),
      warmUpMs: whole('milliseconds', 0, PLAN_LIMITS.durationMs)
        .optional()
        .describe('The first part of the load: sent and stored, and kept out of the figures.'),
      timeoutMs: whole('milliseconds', 1, PLAN_LIMITS.timeoutMs)
        .default(30_000)
        .describe('A request that takes longer is cut off and counts as failed.'),
      generators: whole('', 1, PLAN_LIMITS.generators)
        .optional()
        .describe('Threads that share the load; left out, one.'),
      connection: connectionSchema.optional().describe('How the generator connects.'),
      cleanUp: oneOf(['stopped', 'always', 'never'])
        .optional()
        .describe(
          'When jobs that the run made are cancelled at its end; left out, if it was stopped.',
        ),
      objectives: z
        .array(objectiveSchema, 'must be a list of objectives.')
        .max(PLAN_LIMITS.objectives, `must have at most ${PLAN_LIMITS.objectives} objectives.`)
        .optional()
        .describe('Limits to judge the run by.'),
    },
    { error: notAnObject('{name, load, users}') },
  )
  .superRefine(
    (plan, context) => {
      for (const { path, message } of unknownValues(plan.requests))
        context.addIssue({ code: 'custom', path: ['requests', ...path], message });
      if (plan.users !== undefined && plan.requests !== undefined)
        context.addIssue({
          code: 'custom',
          path: ['requests'],
          message: 'cannot stand beside "users": a plan sends the one or the other.',
        });
    },
    // Looked at even when other fields are amiss: every problem is listed at once.
    { when: ({ value }) => typeof value === 'object' && value !== null },
  )
  .refine(({ warmUpMs, load }) => warmUpMs === undefined || warmUpMs < loadMs(load), {
    path: ['warmUpMs'],
    message: 'must be shorter than the load: otherwise no request would count.',
  });

export type LoadPlan = Readonly<z.infer<typeof planSchema>>;
/** A plan as it may be written: what has a default may be left out. */
export type PlanInput = z.input<typeof planSchema>;
