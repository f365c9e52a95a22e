import { arrivalRate, type RateStage } from './arrival-rate';
import { constantArrivals } from './constant-arrivals';
import { gammaArrivals } from './gamma-arrivals';
import { poissonArrivals } from './poisson-arrivals';
import { replayArrivals } from './replay-arrivals';
import type { Schedule } from './schedule';

/** What of an open load decides when requests are due. */
export type OpenArrivalsSpec =
  | {
      arrivals: 'constant' | 'poisson' | 'gamma';
      /** Of gamma; 1 if left out. */
      burstiness?: number;
      stages: readonly RateStage[];
    }
  | { arrivals: 'replay'; timestampsMs: readonly number[]; speed?: number };

/** When an open load's requests are due, and how long it lasts, ms. The same seed, the same instants. */
export function openSchedule(
  load: OpenArrivalsSpec,
  seed: number,
): { schedule: Schedule; durationMs: number } {
  if (load.arrivals === 'replay') {
    const schedule = replayArrivals(load.timestampsMs, load.speed);
    const lastMs = schedule.arrivalAt(load.timestampsMs.length - 1) ?? 0;
    // The last arrival is due before the end.
    return { schedule, durationMs: lastMs + 1 };
  }
  const { durationMs } = arrivalRate(load.stages);
  switch (load.arrivals) {
    case 'constant':
      return { schedule: constantArrivals(load.stages), durationMs };
    case 'poisson':
      return { schedule: poissonArrivals(load.stages, seed), durationMs };
    case 'gamma':
      return { schedule: gammaArrivals(load.stages, seed, load.burstiness ?? 1), durationMs };
  }
}
