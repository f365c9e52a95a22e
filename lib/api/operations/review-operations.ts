import { z } from 'zod';
import { compareRuns } from '@/lib/compare/compare-runs';
import { PlimsollError } from '@/lib/core/errors';
import { comparisonJson, suiteJson } from '@/lib/export/json';
import { findRun } from '@/lib/runs/baseline';
import { CHANGE_VERDICTS } from '@/lib/stats/compare/change-verdict';
import { COMPARED_METRICS } from '@/lib/stats/compare/compare-seconds';
import type { Store } from '@/lib/store/open-store';
import { SUITE_STATUSES } from '@/lib/suites/model';
import {
  getSuite,
  listSuites,
  startSuite,
  stopSuite,
  suiteFields,
  suiteInputOf,
} from '@/lib/suites/suites';
import { type Operation, operation } from '../operation';
import { idParam, instant, share, wholeText } from '../schemas/parts';
import { verdictSchema } from '../schemas/run';

const changeVerdictSchema = z.enum(CHANGE_VERDICTS).meta({ id: 'ChangeVerdict' });

/** What `plimsoll compare --json` writes. */
export const comparisonSchema = z
  .strictObject({
    base: z.number(),
    candidate: z.number(),
    margin: share,
    comparability: z
      .array(
        z.strictObject({
          field: z.string(),
          base: z.string(),
          candidate: z.string(),
          words: z.string(),
        }),
      )
      .describe('Other differences between the runs, and their effect.'),
    endpoints: z.array(
      z.strictObject({
        name: z.string().describe('"all" combines all endpoints.'),
        metrics: z.array(
          z.strictObject({
            metric: z.enum(COMPARED_METRICS),
            base: z.number().nullable(),
            candidate: z.number().nullable(),
            change: z.number().nullable().describe('Relative to the base run.'),
            low: z
              .number()
              .nullable()
              .describe('Bound of the 95 % confidence interval of the change.'),
            high: z.number().nullable(),
            verdict: changeVerdictSchema,
            minutesNeeded: z.number().nullable(),
          }),
        ),
        shift: z.array(
          z.strictObject({
            q: z.number(),
            baseMs: z.number(),
            candidateMs: z.number(),
            change: z.number(),
            low: z.number().optional(),
            high: z.number().optional(),
          }),
        ),
      }),
    ),
    onlyInBase: z.array(z.string()),
    onlyInCandidate: z.array(z.string()),
    verdict: changeVerdictSchema,
  })
  .meta({ id: 'Comparison' });

const complianceSchema = z
  .strictObject({ passed: z.number(), failed: z.number(), noData: z.number(), of: z.number() })
  .meta({ id: 'Compliance', description: 'Of the key objectives.' });

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
        done: z.number().describe('Completed benchmarks.'),
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
          reported: z.string().nullable().describe('Published figure, not measured.'),
          runs: z.array(z.number()).describe('Numbers of the runs that provide the evidence.'),
        })
        .meta({ id: 'Benchmark' }),
    ),
  })
  .meta({ id: 'Suite' });

const tag = 'suites';

export const reviewOperations: readonly Operation[] = [
  operation({
    id: 'compareRuns',
    method: 'GET',
    path: '/comparisons',
    tag: 'comparisons',
    status: 200,
    summary: 'Compare two runs, with confidence intervals and verdicts',
    query: z.strictObject({
      base: z.string().min(1).describe('Number or name of the baseline run.'),
      candidate: z.string().min(1).describe('Number or name of the run to compare.'),
      margin: z.coerce
        .number('must be a fraction of 1.')
        .positive('must be greater than 0.')
        .max(1, 'must be at most 1.')
        .default(0.05)
        .describe('Ignore changes smaller than this fraction of the base run.'),
    }),
    response: comparisonSchema,
    async run(store, { query: { base, candidate, margin } }) {
      const [from, to] = [await findRun(store, base), await findRun(store, candidate)];
      return { body: comparisonJson(await compareRuns(store, from, to, margin)) };
    },
  }),
  operation({
    id: 'listSuites',
    method: 'GET',
    path: '/suites',
    tag,
    status: 200,
    summary: 'List suites, newest first',
    query: z.strictObject({ limit: wholeText(1, 200).default(50) }),
    response: suiteListSchema,
    run: async (store, { query }) => ({ body: { items: await listSuites(store, query.limit) } }),
  }),
  operation({
    id: 'startSuite',
    method: 'POST',
    path: '/suites',
    tag,
    status: 201,
    summary: 'Queue the benchmark suite or some of its benchmarks',
    body: suiteInputOf(suiteFields.omit({ firing: true }).strict()),
    response: suiteSchema,
    async run(store, { body }) {
      const { id } = await startSuite(store, body);
      return { location: `/suites/${id}`, body: await suiteOf(store, id) };
    },
  }),
  operation({
    id: 'getSuite',
    method: 'GET',
    path: '/suites/{id}',
    tag,
    status: 200,
    summary: 'Get a suite with its benchmarks',
    params: idParam,
    response: suiteSchema,
    run: async (store, { params: { id } }) => ({ body: await suiteOf(store, id) }),
  }),
  operation({
    id: 'stopSuite',
    method: 'POST',
    path: '/suites/{id}/stop',
    tag,
    status: 202,
    summary: 'Stop a suite',
    params: idParam,
    body: z.strictObject({}),
    response: suiteSchema,
    async run(store, { params: { id } }) {
      await stopSuite(store, id);
      return { body: await suiteOf(store, id) };
    },
  }),
];

async function suiteOf(store: Store, id: number) {
  const suite = await getSuite(store, id);
  if (suite === undefined) throw new PlimsollError('not-found', `There is no suite ${id}.`);
  return suiteJson(suite);
}
