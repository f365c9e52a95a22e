import { z } from 'zod';
import { objectiveSchema } from '@/lib/plan/objective';
import { RUN_STATUSES } from '@/lib/runs/model';
import { OUTCOMES } from '@/lib/stats/outcome';
import { FINDING_CODES, VERDICTS } from '@/lib/verdict/model';
import { instant, ms, share } from './parts';

const number = z.number();
const missing = ' null: no data.';
const orNull = (of: z.ZodType<number>) =>
  of.nullable().describe(`${of.description ?? ''}${missing}`.trim());

export const runStatusSchema = z.enum(RUN_STATUSES).meta({ id: 'RunStatus' });
export const verdictSchema = z.enum(VERDICTS).meta({ id: 'Verdict' });
const objectiveRef = objectiveSchema.meta({ id: 'Objective' });

export { objectiveRef };

const latencySchema = z
  .strictObject({
    samples: number,
    meanMs: number.nullable(),
    p50Ms: number.nullable(),
    p90Ms: number.nullable(),
    p95Ms: number.nullable(),
    p99Ms: number.nullable(),
    p999Ms: number.nullable(),
    maxMs: number.nullable(),
  })
  .meta({ id: 'Latency', description: 'Milliseconds; null without samples.' });

const endpointSchema = z
  .strictObject({
    name: z.string(),
    requests: number,
    failures: number,
    failureRate: orNull(share),
    requestsPerSecond: number.nullable(),
    outcomes: z.strictObject({
      ok: number,
      rpcError: number,
      httpError: number,
      timeout: number,
      networkError: number,
      aborted: number,
    }),
    response: latencySchema.describe('Measured from the scheduled start of each request.'),
    service: latencySchema.describe('Measured from the actual send of each request.'),
  })
  .meta({ id: 'Endpoint' });

const objectiveVerdictSchema = z
  .strictObject({
    objective: objectiveRef,
    verdict: verdictSchema,
    actual: number.nullable(),
    limit: number.nullable(),
    margin: orNull(share),
    reason: z.string().nullable(),
    timeInObjective: orNull(share),
    secondsJudged: number.nullable(),
    budgetBurn: number.nullable(),
  })
  .meta({ id: 'ObjectiveVerdict' });

const findingSchema = z
  .strictObject({
    code: z.enum(FINDING_CODES),
    title: z.string(),
    sentence: z.string(),
    confidence: z.enum(['high', 'medium', 'low']),
    spans: z.array(z.strictObject({ fromMs: ms, toMs: ms })),
    restsOn: z.array(z.strictObject({ metric: z.string(), words: z.string() })),
    ruledOut: z.array(z.string()),
    recommendation: z.string(),
  })
  .meta({ id: 'Finding' });

/** What `plimsoll show --json` prints. */
export const runSchema = z
  .strictObject({
    run: z.strictObject({
      number,
      name: z.string().nullable(),
      note: z.string().nullable(),
      labels: z.array(z.string()),
      isBaseline: z.boolean(),
      pinned: z.boolean(),
      scenario: z.string(),
      target: z.strictObject({ name: z.string(), url: z.string() }),
      status: runStatusSchema,
      startedAt: instant.nullable(),
      endedAt: instant.nullable(),
      durationMs: ms.nullable(),
      planHash: z.string(),
      seed: number,
      failureReason: z.string().nullable(),
    }),
    validity: z
      .strictObject({
        validity: z.enum(['valid', 'suspect', 'invalid']),
        reasons: z.array(
          z.strictObject({
            code: z.string(),
            level: z.enum(['suspect', 'invalid']),
            message: z.string(),
          }),
        ),
      })
      .nullable()
      .describe(
        'Validity of the results, from the load generator’s health; null until the run has ended.',
      ),
    totals: z.strictObject({
      requests: number,
      failures: number,
      failureRate: orNull(share),
      locustFailures: number,
      requestsPerSecond: number.nullable(),
      dropped: number,
      skipped: number,
    }),
    endpoints: z.array(endpointSchema),
    verdict: verdictSchema.nullable().describe('null: not evaluated (yet).'),
    profile: z.strictObject({ name: z.string(), version: number }).nullable(),
    objectives: z.array(objectiveVerdictSchema),
    findings: z.array(findingSchema).nullable(),
  })
  .meta({ id: 'Run' });

const runListItemSchema = z
  .strictObject({
    number,
    name: z.string().optional(),
    note: z.string().optional(),
    scenario: z.string(),
    suiteId: number.optional(),
    searchId: number.optional(),
    source: z.string().optional().describe('Tool that produced the imported results.'),
    target: z.string(),
    status: runStatusSchema,
    verdict: verdictSchema.optional(),
    brokenBeside: number.describe('Number of violated non-blocking objectives.'),
    isBaseline: z.boolean(),
    labels: z.array(z.string()),
    queuedAt: instant,
    startedAt: instant.optional(),
    endedAt: instant.optional(),
    durationMs: ms.optional(),
    plannedMs: ms,
    peakUsers: number,
    peakRate: number.optional(),
    requests: number.optional(),
    failures: number.optional(),
    failureRate: share.optional(),
    requestsPerSecond: number.optional(),
    p50Ms: ms.optional(),
    p95Ms: ms.optional(),
    p99Ms: ms.optional(),
    failureReason: z.string().optional(),
  })
  .meta({ id: 'RunListItem', description: 'Omitted fields are not known (yet).' });

const pageFields = { total: number, page: number, pageSize: number, pageCount: number };

export const runListSchema = z.strictObject({
  items: z.array(runListItemSchema),
  ...pageFields,
  facets: z
    .strictObject({
      scenarios: z.array(z.string()),
      targets: z.array(z.string()),
      labels: z.array(z.string()),
    })
    .describe('Available filter values.'),
});

export const sampleListSchema = z.strictObject({
  items: z.array(
    z
      .strictObject({
        sequence: number.describe('From 1, in the order in which the requests ended.'),
        endpoint: z.string(),
        outcome: z.enum(OUTCOMES),
        intendedMs: ms.describe('Scheduled start, from the start of the run.'),
        sendDelayMs: ms,
        serviceMs: ms,
        responseMs: ms,
        error: z.strictObject({ id: number, code: z.string(), message: z.string() }).optional(),
        trace: z
          .strictObject({ id: z.string(), url: z.string().optional() })
          .optional()
          .describe(
            'Trace of the request, if the run sent trace headers; url links to the tracing backend.',
          ),
      })
      .meta({ id: 'Sample' }),
  ),
  traced: z.boolean().describe('Whether the run sent trace headers.'),
  ...pageFields,
});
