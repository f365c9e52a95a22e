import { z } from 'zod';
import { instant, ms, orNull, share, verdictSchema } from '@/lib/export/json/parts';
import { runStatusSchema } from '@/lib/export/json/run';
import { OUTCOMES } from '@/lib/stats/outcome';

const number = z.number();

const runListItemSchema = z
  .object({
    number,
    name: orNull(z.string()),
    note: orNull(z.string()),
    scenario: z.string(),
    suiteId: orNull(number),
    searchId: orNull(number),
    source: orNull(z.string()).describe('Tool that produced the imported results.'),
    target: z.string(),
    status: runStatusSchema,
    isStale: z
      .boolean()
      .describe('The run is active, but its worker has not responded for ten seconds.'),
    verdict: orNull(verdictSchema),
    brokenBeside: number.describe('Number of violated non-blocking objectives.'),
    isBaseline: z.boolean(),
    labels: z.array(z.string()),
    queuedAt: instant,
    startedAt: orNull(instant),
    endedAt: orNull(instant),
    durationMs: orNull(ms),
    plannedMs: ms,
    peakUsers: number,
    peakRate: orNull(number),
    requests: orNull(number),
    failures: orNull(number),
    failureRate: orNull(share),
    requestsPerSecond: orNull(number),
    p50Ms: orNull(ms),
    p95Ms: orNull(ms),
    p99Ms: orNull(ms),
    failureReason: orNull(z.string()),
  })
  .meta({ id: 'RunListItem', description: 'Fields that are null are not known (yet).' });

const pageFields = { total: number, page: number, pageSize: number, pageCount: number };

export const runListSchema = z.object({
  items: z.array(runListItemSchema),
  ...pageFields,
  facets: z
    .object({
      scenarios: z.array(z.string()),
      targets: z.array(z.string()),
      labels: z.array(z.string()),
    })
    .describe('Available filter values.'),
});

export const sampleListSchema = z.object({
  items: z.array(
    z
      .object({
        sequence: number.describe('From 1, in the order in which the requests ended.'),
        endpoint: z.string(),
        outcome: z.enum(OUTCOMES),
        intendedMs: ms.describe('Scheduled start, from the start of the run.'),
        sendDelayMs: ms,
        serviceMs: ms,
        responseMs: ms,
        error: orNull(z.object({ id: number, code: z.string(), message: z.string() })),
        trace: orNull(z.object({ id: z.string(), url: orNull(z.string()) })).describe(
          'Trace of the request, if the run sent trace headers; url links to the tracing backend.',
        ),
      })
      .meta({ id: 'Sample' }),
  ),
  traced: z.boolean().describe('Whether the run sent trace headers.'),
  ...pageFields,
});
