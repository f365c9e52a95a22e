import { z } from 'zod';
import { PLAN_LIMITS } from './plan-limits';
import { arrivalsOf, rateStageSchema, ratesOf } from './rate-stage';
import { timestampsSchema } from './replay-timestamps';
import { addUpToADay, between, oneOf, someOf, whole } from './schema-parts';

const inFlight = {
  maxInFlight: whole('requests', 1, PLAN_LIMITS.maxInFlight)
    .default(1000)
    .describe('Arrivals beyond this many open requests are dropped or queued.'),
  overload: oneOf(['drop', 'queue']).default('drop'),
};

const arrivalsLimit = PLAN_LIMITS.arrivals.toLocaleString('en');

const stagesSchema = someOf(rateStageSchema, 'stage', PLAN_LIMITS.stages)
  .refine(
    // A negative rate has its own problem.
    (stages) => stages.some((stage) => ratesOf(stage).from !== 0 || ratesOf(stage).to !== 0),
    'need a stage with a rate above 0.',
  )
  .refine(
    (stages) => addUpToADay(stages, PLAN_LIMITS.durationMs),
    'must last at most 24 hours together.',
  )
  .refine(
    (stages) => stages.reduce((sum, stage) => sum + arrivalsOf(stage), 0) <= PLAN_LIMITS.arrivals,
    `must have at most ${arrivalsLimit} arrivals in all.`,
  );

const stagedLoadSchema = z
  .strictObject({
    model: z.literal('open'),
    arrivals: oneOf(['constant', 'poisson', 'gamma']).describe(
      'Evenly spaced, at random, or at random in clumps.',
    ),
    burstiness: between('', 0.01, 100)
      .optional()
      .describe(
        'With gamma: the squared coefficient of variation of the gaps. 1 is Poisson, more is burstier.',
      ),
    stages: stagesSchema,
    ...inFlight,
  })
  .refine((load) => load.arrivals !== 'gamma' || load.burstiness !== undefined, {
    path: ['burstiness'],
    message: 'must be given with "gamma" arrivals: 1 is Poisson, 4 is clearly bursty.',
  })
  .refine((load) => load.arrivals === 'gamma' || load.burstiness === undefined, {
    path: ['burstiness'],
    message: 'belongs to "gamma" arrivals only.',
  });

const replayLoadSchema = z
  .strictObject({
    model: z.literal('open'),
    arrivals: z.literal('replay'),
    timestampsMs: timestampsSchema,
    speed: between('', 0.001, 1000).optional().describe('2 plays it in half the time.'),
    ...inFlight,
  })
  .refine(
    // What is not a number has its own problem.
    ({ timestampsMs, speed = 1 }) =>
      !(Number(timestampsMs.at(-1)) / speed > PLAN_LIMITS.durationMs),
    {
      path: ['timestampsMs'],
      message: 'must last at most 24 hours: they are milliseconds from the start of the run.',
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
