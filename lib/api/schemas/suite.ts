import { z } from 'zod';
import { SUITE_STATUSES } from '@/lib/suites/model';
import { instant, share } from './parts';
import { verdictSchema } from './run';

const complianceSchema = z
  .strictObject({ passed: z.number(), failed: z.number(), noData: z.number(), of: z.number() })
  .meta({ id: 'Compliance', description: 'Of the headline objectives.' });

const suiteStatusSchema = z.enum(SUITE_STATUSES).meta({ id: 'SuiteStatus' });

export const suiteListSchema = z.strictObject({
  items: z.array(
    z
      .strictObject({
        id: z.number(),
        status: suiteStatusSchema,
        quick: z.boolean(),
        target: z.string(),
        targetId: z.number().optional(),
        queuedAt: instant,
        startedAt: instant.optional(),
        endedAt: instant.optional(),
        done: z.number().describe('Benchmarks that have ended.'),
        of: z.number(),
        numbers: z.array(z.number()),
        compliance: complianceSchema,
        headline: z.array(
          z.strictObject({
            number: z.number(),
            title: z.string(),
            verdict: verdictSchema.optional(),
          }),
        ),
      })
      .meta({ id: 'SuiteListItem' }),
  ),
});

/** What `plimsoll suite sla --json` writes. */
export const suiteSchema = z
  .strictObject({
    suite: z.strictObject({
      id: z.number(),
      status: suiteStatusSchema,
      quick: z.boolean(),
      target: z.strictObject({ name: z.string(), url: z.string() }),
      startedAt: instant.nullable(),
      endedAt: instant.nullable(),
      failureReason: z.string().nullable(),
      environment: z
        .strictObject({
          cpu: z.string(),
          cores: z.number(),
          memoryBytes: z.number(),
          platform: z.string(),
          node: z.string(),
          plimsoll: z.string(),
          target: z.string().optional(),
        })
        .nullable(),
    }),
    compliance: complianceSchema,
    benchmarks: z.array(
      z
        .strictObject({
          number: z.number(),
          slug: z.string(),
          title: z.string(),
          measures: z.string(),
          headline: z.boolean(),
          limit: z.strictObject({
            comparison: z.enum(['at most', 'at least']),
            value: z.number(),
            unit: z.enum(['ms', 'ratio', 'per second', 'share', 'bytes']),
          }),
          condition: z.string().nullable(),
          status: z.enum(['queued', 'running', 'ended', 'skipped']),
          verdict: verdictSchema.nullable(),
          actual: z.number().nullable(),
          margin: share.nullable(),
          reason: z.string().nullable(),
          detail: z.string().nullable(),
          reported: z.string().nullable().describe('What was once reported; never measured.'),
          runs: z.array(z.number()).describe('Numbers of its runs: the evidence.'),
        })
        .meta({ id: 'Benchmark' }),
    ),
  })
  .meta({ id: 'Suite' });
