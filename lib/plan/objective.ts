import { z } from 'zod';
import { between, notAnObject, oneOf, someText } from './schema-parts';

export const OBJECTIVE_METRICS = [
  'p50',
  'p90',
  'p95',
  'p99',
  'p999',
  'failureRate',
  'requestsPerSecond',
] as const;
export type ObjectiveMetric = (typeof OBJECTIVE_METRICS)[number];

const limit = between('', 0, 1e9).optional();

/** A limit on a metric: percentiles of response time in ms, `failureRate` as a share of 1. */
export const objectiveSchema = z
  .strictObject(
    {
      metric: oneOf(OBJECTIVE_METRICS),
      endpoint: someText(200).optional().describe('Left out: of all together.'),
      max: limit,
      min: limit,
    },
    { error: notAnObject('{metric, endpoint?, max?, min?}') },
  )
  .refine(({ max, min }) => max !== undefined || min !== undefined, {
    path: ['max'],
    message: 'or "min" must be given: an objective is a limit.',
  })
  .refine(({ max = Number.POSITIVE_INFINITY, min = 0 }) => min <= max, {
    path: ['max'],
    message: 'must be at least "min".',
  })
  .refine(({ metric, max = 0, min = 0 }) => metric !== 'failureRate' || Math.max(max, min) <= 1, {
    path: ['max'],
    message: 'must be a share of 1: 0.01 is one per cent.',
  });

export type Objective = Readonly<z.infer<typeof objectiveSchema>>;
