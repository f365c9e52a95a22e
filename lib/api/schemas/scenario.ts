import { z } from 'zod';
import { planRef } from './parts';
import { objectiveRef } from './run';

export const scenarioSchema = z
  .strictObject({
    id: z.number(),
    slug: z.string(),
    name: z.string(),
    description: z.string(),
    version: z.number().describe('Incremented by every change of the plan.'),
    builtIn: z.boolean(),
    plan: planRef,
    profile: z
      .string()
      .optional()
      .describe('Slug of the SLA profile that its runs are evaluated against.'),
    peakUsers: z.number().describe('0 for an open plan.'),
    peakRate: z.number().optional().describe('Arrivals per second of an open plan.'),
    durationMs: z.number(),
    runs: z.number(),
  })
  .meta({ id: 'Scenario' });

export const targetSchema = z
  .strictObject({
    id: z.number(),
    name: z.string(),
    url: z.string(),
    metricsUrl: z.string().optional(),
    traceUrl: z.string().optional().describe('URL template of a trace, containing {traceId}.'),
    hasToken: z.boolean().describe('The token itself is never returned.'),
    builtIn: z.boolean(),
    runs: z.number(),
  })
  .meta({ id: 'Target' });

export const targetCheckSchema = z.union([
  z.strictObject({
    ok: z.literal(true),
    latencyMs: z.number(),
    service: z.string().optional(),
    version: z.string().optional(),
  }),
  z.strictObject({
    ok: z.literal(false),
    kind: z.string(),
    message: z.string(),
    advice: z.string().optional(),
  }),
]);

export const profileSchema = z
  .strictObject({
    id: z.number(),
    slug: z.string(),
    name: z.string(),
    description: z.string(),
    version: z.number(),
    builtIn: z.boolean(),
    objectives: z.array(objectiveRef),
    scenarios: z.number().describe('Number of scenarios that use it.'),
  })
  .meta({ id: 'Profile' });
