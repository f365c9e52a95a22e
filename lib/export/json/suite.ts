import { z } from 'zod';
import { SUITE_STATUSES, type SuiteView } from '@/lib/suites/model';
import { instant, jsonOf, orNull, share, verdictSchema } from './parts';

const complianceSchema = z
  .object({ passed: z.number(), failed: z.number(), noData: z.number(), of: z.number() })
  .meta({ id: 'Compliance', description: 'Of the key objectives.' });

const suiteStatusSchema = z.enum(SUITE_STATUSES).meta({ id: 'SuiteStatus' });

export const suiteListSchema = z.object({
  items: z.array(
    z
      .object({
        id: z.number(),
        status: suiteStatusSchema,
        quick: z.boolean(),
        target: z.string(),
        targetId: orNull(z.number()),
        queuedAt: instant,
        startedAt: orNull(instant),
        endedAt: orNull(instant),
        done: z.number().describe('Completed benchmarks.'),
        of: z.number(),
        numbers: z.array(z.number()),
        compliance: complianceSchema,
        headline: z.array(
          z.object({
            number: z.number(),
            title: z.string(),
            verdict: orNull(verdictSchema),
          }),
        ),
      })
      .meta({ id: 'SuiteListItem' }),
  ),
});

/** A suite for machines: times are ms, shares of 1. */
export const suiteSchema = z
  .object({
    suite: z.object({
      id: z.number(),
      status: suiteStatusSchema,
      quick: z.boolean(),
      target: z.object({ name: z.string(), url: z.string() }),
      startedAt: orNull(instant),
      endedAt: orNull(instant),
      failureReason: orNull(z.string()),
      environment: orNull(
        z.object({
          cpu: z.string(),
          cores: z.number(),
          memoryBytes: z.number(),
          platform: z.string(),
          node: z.string(),
          plimsoll: z.string(),
          target: orNull(z.string()),
        }),
      ),
    }),
    compliance: complianceSchema,
    benchmarks: z.array(
      z
        .object({
          number: z.number(),
          slug: z.string(),
          title: z.string(),
          measures: z.string(),
          headline: z.boolean(),
          limit: z.object({
            comparison: z.enum(['at most', 'at least']),
            value: z.number(),
            unit: z.enum(['ms', 'ratio', 'per second', 'share', 'bytes']),
          }),
          condition: orNull(z.string()),
          status: z.enum(['queued', 'running', 'ended', 'skipped']),
          verdict: orNull(verdictSchema),
          actual: orNull(z.number()),
          margin: orNull(share),
          reason: orNull(z.string()),
          detail: orNull(z.string()),
          reported: orNull(z.string()).describe('Published figure, not measured.'),
          runs: z.array(z.number()).describe('Numbers of the runs that provide the evidence.'),
        })
        .meta({ id: 'Benchmark' }),
    ),
  })
  .meta({ id: 'Suite' });

export function suiteJson(suite: SuiteView) {
  return jsonOf(suiteSchema, {
    suite: { ...suite, target: { name: suite.target, url: suite.targetUrl } },
    compliance: suite.compliance,
    benchmarks: suite.benchmarks.map(({ result, ...benchmark }) => ({ ...result, ...benchmark })),
  });
}
