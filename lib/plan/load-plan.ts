import { z } from 'zod';

export const BEHAVIOURS = ['training-api', 'burst'] as const;
export type BehaviourName = (typeof BEHAVIOURS)[number];

/** Caps on what one plan may ask for; beyond them a slip of the finger would be a denial of service. */
export const PLAN_LIMITS = {
  users: 20_000,
  spawnPerSecond: 10_000,
  durationMs: 24 * 3_600_000,
  stages: 100,
  timeoutMs: 600_000,
} as const;

const number = (noun: string) => z.number(`must be a number${noun === '' ? '' : ` of ${noun}`}.`);

const between = (noun: string, min: number, max: number) =>
  number(noun)
    .min(min, `must be at least ${min.toLocaleString('en')}.`)
    .max(max, `must be at most ${max.toLocaleString('en')}.`);

const whole = (noun: string, min: number, max: number) =>
  between(noun, min, max).int(`must be a whole number${noun === '' ? '' : ` of ${noun}`}.`);

/** zod asks an object's own message for unknown fields too: those keep theirs. */
const notAnObject = (shape: string) => (issue: { code: string }) =>
  issue.code === 'invalid_type' ? `must be an object: ${shape}.` : undefined;

const stageSchema = z.strictObject(
  {
    users: whole('users', 0, PLAN_LIMITS.users),
    spawnPerSecond: between('users per second', 0.01, PLAN_LIMITS.spawnPerSecond),
    durationMs: whole('milliseconds', 1, PLAN_LIMITS.durationMs),
  },
  { error: notAnObject('{users, spawnPerSecond, durationMs}') },
);

const waitSchema = z
  .strictObject({
    min: between('milliseconds', 0, 3_600_000),
    max: between('milliseconds', 0, 3_600_000),
  })
  .refine((wait) => wait.min <= wait.max, {
    path: ['max'],
    message: 'must be at least as long as "min".',
  });

const closedLoadSchema = z.strictObject({
  model: z.literal('closed', 'must be "closed": virtual users that wait between requests.'),
  stages: z
    .array(stageSchema, 'must be a list of stages.')
    .min(1, 'needs at least one stage.')
    .max(PLAN_LIMITS.stages, `must have at most ${PLAN_LIMITS.stages} stages.`)
    .refine((stages) => stages.some((stage) => stage.users > 0), 'need a stage with users in it.')
    .refine(
      (stages) =>
        stages.reduce((sum, stage) => sum + stage.durationMs, 0) <= PLAN_LIMITS.durationMs,
      'must last at most 24 hours together.',
    ),
  /** Overrides each behaviour's own wait between tasks. */
  waitMs: waitSchema.optional(),
});

const userSchema = z.strictObject({
  behaviour: z.enum(
    BEHAVIOURS,
    `must be one of ${BEHAVIOURS.map((name) => `"${name}"`).join(', ')}.`,
  ),
  weight: between('', 0.001, 1_000_000),
});

/** The validated load of a run, as plan files spell it. Durations in ms, rates per second. */
export const planSchema = z.strictObject(
  {
    name: z
      .string('must be a text.')
      .trim()
      .min(1, 'must not be empty.')
      .max(100, 'must be at most 100 characters.'),
    seed: whole('', 0, 4_294_967_295).optional(),
    load: closedLoadSchema,
    users: z
      .array(userSchema, 'must be a list of {behaviour, weight}.')
      .min(1, 'needs at least one behaviour.')
      .max(10, 'must have at most 10 behaviours.'),
    timeoutMs: whole('milliseconds', 1, PLAN_LIMITS.timeoutMs).default(30_000),
  },
  { error: notAnObject('{name, load, users}') },
);

export type LoadPlan = Readonly<z.infer<typeof planSchema>>;
export type Stage = LoadPlan['load']['stages'][number];
