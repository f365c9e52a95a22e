import { z } from 'zod';
import { planRef } from './parts';
import { objectiveRef } from './run';

export const scenarioSchema = z
  .strictObject({
    id: z.number(),
    slug: z.string(),
    name: z.string(),
    description: z.string(),
    version: z.number().describe('Raised by every change of the plan.'),
    builtIn: z.boolean(),
    plan: planRef,
    profile: z.string().optional().describe('Slug of the SLA profile that its runs are judged by.'),
    peakUsers: z.number().describe('0 of an open plan.'),
    peakRate: z.number().optional().describe('Arrivals per second, of an open plan.'),
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
    traceUrl: z.string().optional().describe('Where a trace is shown, with {traceId} in it.'),
    hasToken: z.boolean().describe('The token itself never leaves the server.'),
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
    scenarios: z.number().describe('How many scenarios are judged by it.'),
  })
  .meta({ id: 'Profile' });
