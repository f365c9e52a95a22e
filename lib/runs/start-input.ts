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
    .describe("A stored scenario's id or slug."),
  plan: z.unknown().optional().describe("Instead of a scenario: a plan of one's own."),
  target: z
    .union([z.int(), z.string().min(1)])
    .optional()
    .describe("A stored target's id or name."),
  targetUrl: httpUrlSchema
    .optional()
    .describe('Instead of a target: its URL; nothing needs to be configured first.'),
  users: z
    .int('must be a whole number of users.')
    .min(1, 'must be at least 1 user.')
    .max(PLAN_LIMITS.users, `must be at most ${PLAN_LIMITS.users.toLocaleString('en')} users.`)
    .optional(),
  ratePerSecond: z
    .number('must be a number of requests per second.')
    .positive('must be above 0.')
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
    .describe('Whether each request gets a trace of its own. Left out: as the plan says.'),
  name: z.string().trim().max(200, 'must be at most 200 characters.').optional(),
  profile: z
    .union([z.int(), z.string()])
    .optional()
    .describe("An SLA profile's id, slug or name; '' for none. Left out: the scenario's own."),
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
