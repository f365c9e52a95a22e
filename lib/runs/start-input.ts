import { z } from 'zod';
import { requireOneOf } from '@/lib/core/problems';
import { PLAN_LIMITS } from '@/lib/plan/schema-parts';
import { httpUrlSchema } from '@/lib/targets/model';

export const MAX_SEED = 2_147_483_647;

/** What every way to start a run asks for: the dialog, the command line, the API, schedules. */
export const startFields = z.object({
  scenario: z
    .union([z.int(), z.string().min(1)])
    .optional()
    .describe('Id or slug of a scenario.'),
  plan: z.unknown().optional().describe('Custom plan, instead of a scenario.'),
  target: z
    .union([z.int(), z.string().min(1)])
    .optional()
    .describe('Id or name of a target.'),
  targetUrl: httpUrlSchema.optional().describe('URL to load, instead of a configured target.'),
  users: z
    .int('must be a whole number of users.')
    .min(1, 'must be at least 1 user.')
    .max(PLAN_LIMITS.users, `must be at most ${PLAN_LIMITS.users.toLocaleString('en')} users.`)
    .optional(),
  ratePerSecond: z
    .number('must be a number of requests per second.')
    .positive('must be greater than 0.')
    .max(
      PLAN_LIMITS.ratePerSecond,
      `must be at most ${PLAN_LIMITS.ratePerSecond.toLocaleString('en')} per second.`,
    )
    .optional(),
  durationMs: z
    .int('must be a whole number of milliseconds.')
    .min(1000, 'must be at least 1 second.')
    .max(PLAN_LIMITS.durationMs, 'must be at most 24 hours.')
    .optional(),
  seed: z
    .int('must be a whole number.')
    .min(0, 'must be at least 0.')
    .max(MAX_SEED, `must be at most ${MAX_SEED.toLocaleString('en')}.`)
    .optional(),
  traceContext: z
    .boolean('must be true or false.')
    .optional()
    .describe('Send trace headers (W3C traceparent); default: as in the plan.'),
  waitForIdle: z
    .boolean('must be true or false.')
    .optional()
    .describe('Start the load only when the target is idle, by its own metrics; default: false.'),
  besideOthers: z
    .boolean('must be true or false.')
    .optional()
    .describe('Load the host even while another run loads it; default: as the target says.'),
  stopUnwatchedAfterMs: z
    .int('must be a whole number of milliseconds.')
    .min(5000, 'must be at least 5 seconds.')
    .max(3_600_000, 'must be at most an hour.')
    .optional()
    .describe('Stop the run when nobody has watched it for so long; default: it goes on.'),
  confirmHost: z
    .string()
    .max(1000)
    .optional()
    .describe('Name of the host, required where the target is another machine.'),
  name: z.string().trim().max(200, 'must be at most 200 characters.').optional(),
  profile: z
    .union([z.int(), z.string()])
    .optional()
    .describe("Id, slug or name of an SLA profile; '' for none. Default: that of the scenario."),
});

/** What a run that is part of something greater has besides. */
const partFields = {
  /** The suite that the run is part of. */
  suiteId: z.int().optional(),
  /** The confirmation that it is a repeat of, and on which side. */
  confirmationId: z.int().optional(),
  side: z.enum(['A', 'B']).optional(),
  /** The search that it is a step of. */
  searchId: z.int().optional(),
  /** Which time of which schedule it is for; of each there is one run at most. */
  firing: z.string().optional(),
};

/** A start needs something to send, and somewhere to send it. */
export function startInputOf<T extends z.ZodType>(fields: T): T {
  return requireOneOf(requireOneOf(fields, 'scenario', 'plan'), 'target', 'targetUrl');
}

export const startSchema = startInputOf(startFields.extend(partFields));

export type StartInput = z.input<typeof startSchema>;
export type StartRequest = z.output<typeof startSchema>;
