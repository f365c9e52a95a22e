import { z } from 'zod';
import { parseJson } from '@/lib/core/parse-json';
import { runPinned } from './measure';

export const percentilesSchema = z.object({
  p50: z.number(),
  p95: z.number(),
  p99: z.number(),
  p999: z.number(),
  max: z.number(),
});
export type Percentiles = z.infer<typeof percentilesSchema>;

const figuresSchema = z.object({
  /** All samples made and all kept. */
  sent: z.number(),
  stored: z.number(),
  /** After the warm-up. */
  requests: z.number(),
  dropped: z.number(),
  requestsPerSecond: z.number(),
  cpuUsPerRequest: z.number(),
  bytesPerSample: z.number(),
  rssMb: z.array(z.number()),
  response: percentilesSchema,
  service: percentilesSchema,
  delay: percentilesSchema,
});
/** What bench/engine-once.ts measured. Times in ms. */
export type EngineFigures = z.infer<typeof figuresSchema>;

/** Our engine in a process of its own, on one core if one is given. Throws unless every sample was stored. */
export async function runEngine(
  core: number | undefined,
  url: string,
  plan: object,
  warmUpSeconds = 0,
): Promise<EngineFigures> {
  const output = await runPinned(core, process.execPath, [
    '--import',
    'tsx',
    'bench/engine-once.ts',
    url,
    JSON.stringify(plan),
    `${warmUpSeconds}`,
  ]);
  const figures = parseJson(figuresSchema, output);
  if (figures.sent !== figures.stored)
    throw new Error(`${figures.sent} samples were made, but ${figures.stored} stored.`);
  return figures;
}

/** A plan of `users` that ask without a pause. */
export function closedPlan(users: number, seconds: number, rest: object = {}): object {
  return {
    name: 'Closed',
    load: {
      model: 'closed',
      stages: [{ users, spawnPerSecond: 10_000, durationMs: seconds * 1000 }],
      waitMs: { min: 0, max: 0 },
    },
    users: [{ behaviour: 'burst', weight: 1 }],
    ...rest,
  };
}

/** A plan of arrivals at a constant rate. */
export function openPlan(ratePerSecond: number, seconds: number, rest: object = {}): object {
  return {
    name: 'Open',
    load: {
      model: 'open',
      arrivals: 'constant',
      stages: [{ ratePerSecond, durationMs: seconds * 1000 }],
      maxInFlight: 5000,
      overload: 'queue',
      ...rest,
    },
    users: [{ behaviour: 'burst', weight: 1 }],
  };
}
