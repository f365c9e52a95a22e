import { z } from 'zod';
import { connectionSchema } from './connection';
import { textsIn } from './json';
import { closedLoadSchema, loadMs, type OpenLoad, openLoadSchema } from './load';
import { objectiveSchema } from './objective';
import { requestSchema } from './request';
import { notAnObject, oneOf, PLAN_LIMITS, someOf, whole } from './schema-parts';
import { parseTemplate } from './template';
import { jobShapeSchema, usersSchema } from './users';

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
      ? 'must be "closed" (virtual users) or "open" (arrival rate).'
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
        .string('must be a string.')
        .trim()
        .min(1, 'is required.')
        .max(100, 'must be at most 100 characters.'),
      seed: whole('', 0, 4_294_967_295)
        .optional()
        .describe('Random seed. The same seed makes the same decisions.'),
      load: loadSchema,
      users: usersSchema
        .optional()
        .describe(
          'Behaviour of virtual users or arrivals. Default, without requests: training-api.',
        ),
      requests: someOf(requestSchema, 'request', PLAN_LIMITS.requests)
        .optional()
        .describe('Custom requests, chosen by weight, instead of users.'),
      jobs: jobShapeSchema.optional().describe('Parameters of every training job that is started.'),
      stopAfter: stopAfterSchema
        .optional()
        .describe('Ends the load once this many requests or jobs are done, checked every second.'),
      warmUpMs: whole('milliseconds', 0, PLAN_LIMITS.durationMs)
        .optional()
        .describe('Warm-up: requests are sent and stored, but not counted.'),
      timeoutMs: whole('milliseconds', 1, PLAN_LIMITS.timeoutMs)
        .default(30_000)
        .describe('Request timeout. A request that takes longer counts as failed.'),
      generators: whole('', 1, PLAN_LIMITS.generators)
        .optional()
        .describe('Number of generator threads; default: 1.'),
      connection: connectionSchema.optional().describe('Connection settings.'),
      cleanUp: oneOf(['stopped', 'always', 'never'])
        .optional()
        .describe('When to cancel the jobs created by the run; default: if the run was stopped.'),
      objectives: z
        .array(objectiveSchema, 'must be a list of objectives.')
        .max(PLAN_LIMITS.objectives, `must have at most ${PLAN_LIMITS.objectives} objectives.`)
        .optional()
        .describe('Limits that the run is evaluated against.'),
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
          message: 'cannot be combined with "users": use one or the other.',
        });
    },
    // Looked at even when other fields are amiss: every problem is listed at once.
    { when: ({ value }) => typeof value === 'object' && value !== null },
  )
  .refine(({ warmUpMs, load }) => warmUpMs === undefined || warmUpMs < loadMs(load), {
    path: ['warmUpMs'],
    message: 'must be shorter than the load.',
  });

export type LoadPlan = Readonly<z.infer<typeof planSchema>>;
/** A plan as it may be written: what has a default may be left out. */
export type PlanInput = z.input<typeof planSchema>;

/** The plan as it is; here so that a plan written in TypeScript is completed and checked as it is typed. */
export function definePlan(plan: PlanInput): PlanInput {
  return plan;
}

interface Found {
  path: PropertyKey[];
  message: string;
}

/**
 * Values that templates ask for and no request extracts. It takes anything, for it looks at plans that
 * have other problems too: all are to be listed at once.
 */
function unknownValues(requests: unknown): Found[] {
  if (!Array.isArray(requests)) return [];
  const known = new Set(requests.flatMap((request) => Object.keys(fieldOf(request, 'extract'))));
  return requests.flatMap((request, index) =>
    (['http', 'rpc'] as const).flatMap((kind) =>
      textsIn(fieldOf(request, kind), [index, kind]).flatMap(({ path, text }) =>
        parseTemplate(text)
          .parts.filter((part) => part.kind === 'value')
          .filter((part) => !known.has(part.name))
          .map((part) => ({
            path,
            message: `uses {{${part.name}}}, which no request extracts.`,
          })),
      ),
    ),
  );
}

function fieldOf(value: unknown, name: string): object {
  if (typeof value !== 'object' || value === null) return {};
  const field: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
  return typeof field === 'object' && field !== null ? field : {};
}

/** The plan with the trace context switched on or off. */
export function withTraceContext(plan: LoadPlan, on: boolean): LoadPlan {
  const { connection, ...rest } = plan;
  const { traceContext: _, ...others } = connection ?? {};
  const wanted = on ? { ...others, traceContext: true } : others;
  return Object.keys(wanted).length === 0 ? rest : { ...rest, connection: wanted };
}

export type OpenPlan = LoadPlan & { readonly load: OpenLoad };

/** Whether a plan sends at a rate; otherwise it has users who wait for their answers. */
export function isOpenPlan(plan: LoadPlan): plan is OpenPlan {
  return plan.load.model === 'open';
}
