import { z } from 'zod';
import { objectiveRef, orNull } from '@/lib/export/json/parts';
import { planRef } from './parts';

export const scenarioSchema = z
  .object({
    id: z.number(),
    slug: z.string(),
    name: z.string(),
    description: z.string(),
    version: z.number().describe('Incremented by every change of the plan.'),
    builtIn: z.boolean(),
    plan: planRef,
    profile: orNull(z.string()).describe(
      'Slug of the SLA profile that its runs are evaluated against.',
    ),
    peakUsers: z.number().describe('0 for an open plan.'),
    peakRate: orNull(z.number()).describe('Arrivals per second of an open plan.'),
    durationMs: z.number(),
    runs: z.number(),
  })
  .meta({ id: 'Scenario' });

export const targetSchema = z
  .object({
    id: z.number(),
    name: z.string(),
    url: z.string(),
    metricsUrl: orNull(z.string()),
    traceUrl: orNull(z.string()).describe('URL template of a trace, containing {traceId}.'),
    hasToken: z.boolean().describe('The token itself is never returned.'),
    sharedLoad: z.boolean().describe('Several runs may load it at once.'),
    builtIn: z.boolean(),
    runs: z.number(),
  })
  .meta({ id: 'Target' });

export const targetCheckSchema = z.union([
  z.object({
    ok: z.literal(true),
    latencyMs: z.number(),
    service: orNull(z.string()),
    version: orNull(z.string()),
  }),
  z.object({
    ok: z.literal(false),
    kind: z.string(),
    message: z.string(),
    advice: orNull(z.string()),
  }),
]);

export const profileSchema = z
  .object({
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
