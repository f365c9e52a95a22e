import { z } from 'zod';
import { RUN_STATUSES, type RunDetail } from '@/lib/runs/model';
import { FINDING_CODES } from '@/lib/verdict/model';
import { instant, jsonOf, ms, objectiveRef, orNull, share, verdictSchema } from './parts';

const number = z.number();

export const runStatusSchema = z.enum(RUN_STATUSES).meta({ id: 'RunStatus' });

const latencySchema = z
  .object({
    samples: number,
    meanMs: orNull(number),
    p50Ms: orNull(number),
    p90Ms: orNull(number),
    p95Ms: orNull(number),
    p99Ms: orNull(number),
    p999Ms: orNull(number),
    maxMs: orNull(number),
  })
  .meta({ id: 'Latency', description: 'Milliseconds; null without samples.' });

const boundedSchema = z
  .object({
    measured: latencySchema,
    low: orNull(latencySchema).describe('Without the load generator’s own error.'),
    high: orNull(latencySchema).describe(
      'With unmeasured requests (dropped, aborted) as the slowest; null: as measured.',
    ),
  })
  .meta({ id: 'BoundedLatency' });
const figuresSchema = z.object({ response: boundedSchema, service: boundedSchema });
const latenciesSchema = z
  .object({
    all: figuresSchema,
    successful: orNull(figuresSchema).describe('null: not kept apart from failed ones.'),
    failed: orNull(figuresSchema).describe('null: none failed with a response.'),
    unmeasured: z.object({ dropped: number, aborted: number, ownFailures: number }),
  })
  .meta({ id: 'Latencies' })
  .describe('By outcome, with error bounds; null in older and imported runs.');

const endpointSchema = z
  .object({
    name: z.string(),
    requests: number,
    failures: number,
    failureRate: orNull(share),
    requestsPerSecond: orNull(number),
    outcomes: z.object({
      ok: number,
      rpcError: number,
      httpError: number,
      timeout: number,
      networkError: number,
      aborted: number,
    }),
    response: latencySchema.describe('Measured from the scheduled start of each request.'),
    service: latencySchema.describe('Measured from the actual send of each request.'),
    latencies: orNull(latenciesSchema),
  })
  .meta({ id: 'Endpoint' });

const boundsSchema = z
  .object({ low: number, high: orNull(number).describe('null: no upper bound.') })
  .describe('Between what the value lies, whatever the load generator’s own error was.');

const objectiveVerdictSchema = z
  .object({
    objective: objectiveRef,
    verdict: verdictSchema,
    actual: orNull(number),
    bounds: orNull(boundsSchema).describe('null: exactly as measured.'),
    limit: orNull(number),
    margin: orNull(share),
    reason: orNull(z.string()),
    timeInObjective: orNull(share),
    secondsJudged: orNull(number),
    budgetBurn: orNull(number),
  })
  .meta({ id: 'ObjectiveVerdict' });

const findingSchema = z
  .object({
    code: z.enum(FINDING_CODES),
    title: z.string(),
    sentence: z.string(),
    confidence: z.enum(['high', 'medium', 'low']),
    spans: z.array(z.object({ fromMs: ms, toMs: ms })),
    restsOn: z.array(z.object({ metric: z.string(), words: z.string() })),
    ruledOut: z.array(z.string()),
    recommendation: z.string(),
  })
  .meta({ id: 'Finding' });

/** A run for machines: what `plimsoll show --json` prints and GET /runs/{number} answers. */
export const runSchema = z
  .object({
    run: z.object({
      number,
      name: orNull(z.string()),
      note: orNull(z.string()),
      labels: z.array(z.string()),
      isBaseline: z.boolean(),
      pinned: z.boolean(),
      scenario: z.string(),
      target: z.object({ name: z.string(), url: z.string() }),
      status: runStatusSchema,
      startedAt: orNull(instant),
      endedAt: orNull(instant),
      durationMs: orNull(ms),
      planHash: z.string(),
      seed: number,
      failureReason: orNull(z.string()),
    }),
    validity: orNull(
      z.object({
        validity: z.enum(['valid', 'suspect', 'invalid']),
        reasons: z.array(
          z.object({
            code: z.string(),
            level: z.enum(['suspect', 'invalid']),
            message: z.string(),
          }),
        ),
      }),
    ).describe(
      'Validity of the results, from the load generator’s health; null until the run has ended.',
    ),
    totals: z.object({
      requests: number,
      failures: number,
      failureRate: orNull(share),
      locustFailures: number,
      requestsPerSecond: orNull(number),
      dropped: number,
      skipped: number,
    }),
    latencies: orNull(latenciesSchema),
    endpoints: z.array(endpointSchema),
    verdict: orNull(verdictSchema).describe('null: not evaluated (yet).'),
    profile: orNull(z.object({ name: z.string(), version: number })),
    objectives: z.array(objectiveVerdictSchema),
    findings: orNull(z.array(findingSchema)),
  })
  .meta({ id: 'Run' });

export type RunJson = z.output<typeof runSchema>;

export function runJson(run: RunDetail): RunJson {
  const { state, judgement } = run;
  return jsonOf(runSchema, {
    run: {
      number: run.number,
      name: run.name,
      note: run.note,
      labels: run.labels,
      isBaseline: run.isBaseline,
      pinned: run.pinned,
      scenario: run.scenario.name,
      target: run.target,
      status: state.status,
      startedAt: state.startedAt,
      endedAt: state.endedAt,
      durationMs: state.endedAt === undefined ? undefined : state.progress.elapsedMs,
      planHash: run.planHash,
      seed: run.seed,
      failureReason: state.failureReason,
    },
    validity: run.validity,
    totals: state.totals,
    latencies: state.overall.latencies,
    endpoints: state.endpoints.filter(({ requests }) => requests > 0),
    verdict: judgement?.verdict,
    profile: judgement?.profile,
    objectives: judgement?.verdicts ?? [],
    findings: run.findings,
  });
}
