import { z } from 'zod';
import {
  addUpToADay,
  between,
  notAnObject,
  oneOf,
  PLAN_LIMITS,
  someOf,
  whole,
} from './schema-parts';
import { usersSchema } from './users';

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
    .refine(
      (stages) => stages.some((stage) => stage.users > 0),
      'need at least one stage with users.',
    )
    .refine(
      (stages) => addUpToADay(stages, PLAN_LIMITS.durationMs),
      'must not exceed 24 hours in total.',
    ),
  waitMs: waitSchema.optional().describe("Pause between tasks, in place of the behaviour's own."),
});

export type ClosedLoad = Readonly<z.infer<typeof closedLoadSchema>>;
export type Stage = ClosedLoad['stages'][number];

const durationMs = whole('milliseconds', 1, PLAN_LIMITS.durationMs);
const users = usersSchema
  .optional()
  .describe('Behaviour of the arrivals in this stage; default: that of the plan.');
const rate = between('arrivals per second', 0, PLAN_LIMITS.ratePerSecond);

const rateStageSchema = z.union(
  [
    z.strictObject({ durationMs, ratePerSecond: rate, users }),
    z.strictObject({ durationMs, fromRatePerSecond: rate, toRatePerSecond: rate, users }),
  ],
  'must be {durationMs, ratePerSecond} or {durationMs, fromRatePerSecond, toRatePerSecond}.',
);

/** A constant rate, or one that goes evenly from one to another. Arrivals per second. */
export type RateStage = z.infer<typeof rateStageSchema>;

/** The rates at a stage's two ends. */
export function ratesOf(stage: RateStage): { from: number; to: number } {
  return 'ratePerSecond' in stage
    ? { from: stage.ratePerSecond, to: stage.ratePerSecond }
    : { from: stage.fromRatePerSecond, to: stage.toRatePerSecond };
}

/** How many arrivals a stage means to have. */
export function arrivalsOf(stage: RateStage): number {
  const { from, to } = ratesOf(stage);
  return (((from + to) / 2) * stage.durationMs) / 1000;
}

/**
 * The instants of a replay, ms from its start. Of a million that are wrong only the first is named:
 * a list of them all would help nobody.
 */
const timestampsSchema = z
  .custom<number[]>((value) => Array.isArray(value), 'must be a list of times in milliseconds.')
  .superRefine((timestamps, context) => {
    const message = problemIn(timestamps);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  })
  .meta({ type: 'array', items: { type: 'number', minimum: 0 }, minItems: 1 });

function problemIn(timestamps: readonly unknown[]): string | undefined {
  if (timestamps.length === 0) return 'needs at least one time.';
  if (timestamps.length > PLAN_LIMITS.timestamps)
    return `must have at most ${PLAN_LIMITS.timestamps.toLocaleString('en')} times.`;
  let last = 0;
  for (const [index, atMs] of timestamps.entries()) {
    if (typeof atMs !== 'number' || !Number.isFinite(atMs))
      return `must contain numbers only; item ${index + 1} is not a number.`;
    if (atMs < 0) return `must not contain negative numbers; item ${index + 1} is negative.`;
    if (atMs < last)
      return `must be in ascending order; item ${index + 1} is earlier than the one before it.`;
    last = atMs;
  }
  return undefined;
}

const inFlight = {
  maxInFlight: whole('requests', 1, PLAN_LIMITS.maxInFlight)
    .default(1000)
    .describe('Maximum number of requests in flight. Further arrivals are dropped or queued.'),
  overload: oneOf(['drop', 'queue']).default('drop'),
};

const arrivalsLimit = PLAN_LIMITS.arrivals.toLocaleString('en');

const stagesSchema = someOf(rateStageSchema, 'stage', PLAN_LIMITS.stages)
  .refine(
    // A negative rate has its own problem.
    (stages) => stages.some((stage) => ratesOf(stage).from !== 0 || ratesOf(stage).to !== 0),
    'need at least one stage with a rate greater than 0.',
  )
  .refine(
    (stages) => addUpToADay(stages, PLAN_LIMITS.durationMs),
    'must not exceed 24 hours in total.',
  )
  .refine(
    (stages) => stages.reduce((sum, stage) => sum + arrivalsOf(stage), 0) <= PLAN_LIMITS.arrivals,
    `must not exceed ${arrivalsLimit} arrivals in total.`,
  );

const stagedLoadSchema = z
  .strictObject({
    model: z.literal('open'),
    arrivals: oneOf(['constant', 'poisson', 'gamma']).describe(
      'Evenly spaced, random, or random in bursts.',
    ),
    burstiness: between('', 0.01, 100)
      .optional()
      .describe(
        'For gamma arrivals: the squared coefficient of variation of the gaps. 1 is Poisson; higher is burstier.',
      ),
    stages: stagesSchema,
    ...inFlight,
  })
  .refine((load) => load.arrivals !== 'gamma' || load.burstiness !== undefined, {
    path: ['burstiness'],
    message: 'is required for "gamma" arrivals. 1 is Poisson, 4 is clearly bursty.',
  })
  .refine((load) => load.arrivals === 'gamma' || load.burstiness === undefined, {
    path: ['burstiness'],
    message: 'applies to "gamma" arrivals only.',
  });

const replayLoadSchema = z
  .strictObject({
    model: z.literal('open'),
    arrivals: z.literal('replay'),
    timestampsMs: timestampsSchema,
    speed: between('', 0.001, 1000)
      .optional()
      .describe('Playback speed. 2 replays it in half the time.'),
    ...inFlight,
  })
  .refine(
    // What is not a number has its own problem.
    ({ timestampsMs, speed = 1 }) =>
      !(Number(timestampsMs.at(-1)) / speed > PLAN_LIMITS.durationMs),
    {
      path: ['timestampsMs'],
      message: 'must not exceed 24 hours, in milliseconds from the start of the run.',
    },
  );

/** Requests that leave when they are due, whatever became of the others. */
export const openLoadSchema = z.discriminatedUnion(
  'arrivals',
  [stagedLoadSchema, replayLoadSchema],
  'must be one of "constant", "poisson", "gamma", "replay".',
);

export type OpenLoad = Readonly<z.infer<typeof openLoadSchema>>;
export type StagedLoad = Exclude<OpenLoad, { arrivals: 'replay' }>;
export type ReplayLoad = Extract<OpenLoad, { arrivals: 'replay' }>;

/** How long a load lasts, ms: of a replay, until its last arrival. */
export function loadMs(load: ClosedLoad | OpenLoad): number {
  if (load.model === 'open' && load.arrivals === 'replay')
    return Math.max(1, Math.ceil((load.timestampsMs.at(-1) ?? 0) / (load.speed ?? 1)));
  return load.stages.reduce((sum, stage) => sum + stage.durationMs, 0);
}
