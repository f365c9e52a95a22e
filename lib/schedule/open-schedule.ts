import { arrivalRate, type RateStage } from '@/lib/arrivals/rate';
import type { Schedule } from '@/lib/arrivals/schedule';
import { constantArrivals } from './constant-arrivals';
import { gammaArrivals } from './gamma-arrivals';
import { poissonArrivals } from './poisson-arrivals';
import { replayArrivals } from './replay-arrivals';

/** What of an open load decides when requests are due. */
export type OpenArrivalsSpec =
  | {
      arrivals: 'constant' | 'poisson' | 'gamma';
      /** Of gamma; 1 if left out. */
      burstiness?: number;
      stages: readonly RateStage[];
    }
  | { arrivals: 'replay'; timestampsMs: readonly number[]; speed?: number };

/** When an open load's requests are due, and what is asked for with them. */
export interface OpenSchedule {
  schedule: Schedule;
  durationMs: number;
  /** Arrivals meant: the area under the rate, of which random arrivals are a draw; of a replay, all. */
  expected: number;
  /** Arrivals per second meant at `ms`; of a replay, those due in the second that `ms` is in. */
  rateAt(ms: number): number;
}

/** The same seed, the same instants. */
export function openSchedule(load: OpenArrivalsSpec, seed: number): OpenSchedule {
  if (load.arrivals === 'replay') return replaySchedule(load.timestampsMs, load.speed);
  const { durationMs, total: expected, rateAt } = arrivalRate(load.stages);
  return { schedule: stagedArrivals(load, seed), durationMs, expected, rateAt };
}

type StagedSpec = Exclude<OpenArrivalsSpec, { arrivals: 'replay' }>;

function stagedArrivals(load: StagedSpec, seed: number): Schedule {
  switch (load.arrivals) {
    case 'constant':
      return constantArrivals(load.stages);
    case 'poisson':
      return poissonArrivals(load.stages, seed);
    case 'gamma':
      return gammaArrivals(load.stages, seed, load.burstiness ?? 1);
  }
}

function replaySchedule(timestampsMs: readonly number[], speed?: number): OpenSchedule {
  const schedule = replayArrivals(timestampsMs, speed);
  const expected = timestampsMs.length;
  const lastMs = schedule.arrivalAt(expected - 1) ?? 0;
  return {
    schedule,
    // The last arrival is due before the end.
    durationMs: lastMs + 1,
    expected,
    rateAt(ms) {
      const fromMs = Math.floor(ms / 1000) * 1000;
      return dueBefore(schedule, expected, fromMs + 1000) - dueBefore(schedule, expected, fromMs);
    },
  };
}

/** How many of the first `count` arrivals are due before `ms`, by halving. */
function dueBefore(schedule: Schedule, count: number, ms: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((schedule.arrivalAt(middle) ?? Number.POSITIVE_INFINITY) < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}
