import { runPinned } from './measure';

export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
  p999: number;
  max: number;
}

/** What bench/engine-once.ts measured. Times in ms. */
export interface EngineFigures {
  /** All samples made and all kept. */
  sent: number;
  stored: number;
  /** After the warm-up. */
  requests: number;
  dropped: number;
  requestsPerSecond: number;
  cpuUsPerRequest: number;
  bytesPerSample: number;
  rssMb: number[];
  response: Percentiles;
  service: Percentiles;
  delay: Percentiles;
}

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
  const figures = JSON.parse(output) as EngineFigures;
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
