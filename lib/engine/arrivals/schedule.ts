import { createRandom, type Random } from '@/lib/stats/random';
import { arrivalRate, type RateStage } from './rate';

/**
 * When things are meant to happen, as pure arithmetic; whoever waits for it is elsewhere. `arrivalAt(0)`,
 * `arrivalAt(1)`, … are milliseconds from the run's start and never decrease; undefined means that the
 * schedule is finished, and so is every later index. Asking twice gives the same answer, in any order.
 */
export interface Schedule {
  arrivalAt(index: number): number | undefined;
}

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

/** Evenly: each arrival at the instant where the area under the rate reaches its index. */
export function constantArrivals(stages: readonly RateStage[]): Schedule {
  const rate = arrivalRate(stages);
  return { arrivalAt: (index) => rate.instantOf(index) };
}

/** As many independent callers make them: exponential gaps. */
function poissonArrivals(stages: readonly RateStage[], seed: number): Schedule {
  return renewalArrivals(stages, seed, (random) => -Math.log(1 - random()));
}

/**
 * Gaps of a gamma distribution whose squared coefficient of variation is `burstiness`: 1 is Poisson, more
 * comes in bursts with lulls between them, less is more regular.
 */
function gammaArrivals(stages: readonly RateStage[], seed: number, burstiness: number): Schedule {
  const shape = 1 / burstiness;
  return renewalArrivals(stages, seed, (random) => gammaOf(shape, random) * burstiness);
}

/** Of mean `shape` (Marsaglia and Tsang 2000); below a shape of 1 by their boost, U^(1/shape). */
function gammaOf(shape: number, random: Random): number {
  if (shape < 1) return gammaOf(shape + 1, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normalOf(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Box and Muller 1958. */
function normalOf(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

const CHUNK = 1024;
// Apart from the streams of users and of the run.
const FIRST_STREAM = 1_000_000_000;

/**
 * Arrivals whose gaps are drawn from `gap`, of mean 1, and stretched by the rate: the n-th is where the
 * area under the rate reaches the sum of the first n gaps (time rescaling; Brown et al. 2002), so that
 * ramps are exact. Gaps come in chunks with a random stream each: asked in any order they are the same,
 * and what is kept is two numbers for 1,024 arrivals, and the chunk asked last.
 */
function renewalArrivals(
  stages: readonly RateStage[],
  seed: number,
  gap: (random: Random) => number,
): Schedule {
  const rate = arrivalRate(stages);
  const starts = [{ sum: 0, atMs: 0 }];
  let last: { chunk: number; instants: Float64Array } | undefined;

  const instantsOf = (chunk: number): Float64Array => {
    if (last?.chunk === chunk) return last.instants;
    const random = createRandom(seed, FIRST_STREAM + chunk);
    const instants = new Float64Array(CHUNK);
    let { sum, atMs } = starts[chunk] ?? { sum: Number.POSITIVE_INFINITY, atMs: 0 };
    for (let at = 0; at < CHUNK; at++) {
      sum += gap(random);
      // Of two sums that are all but equal the later may come out the last bit earlier.
      atMs = Math.max(atMs, rate.instantOf(sum) ?? Number.POSITIVE_INFINITY);
      instants[at] = atMs;
    }
    starts[chunk + 1] = { sum, atMs };
    last = { chunk, instants };
    return instants;
  };

  return {
    arrivalAt(index) {
      if (index < 0) return undefined;
      const chunk = Math.floor(index / CHUNK);
      while (starts.length <= chunk) {
        // Beyond the end of the rate there is nothing, however far the question is.
        if ((starts.at(-1)?.sum ?? 0) >= rate.total) return undefined;
        instantsOf(starts.length - 1);
      }
      const atMs = instantsOf(chunk)[index % CHUNK];
      return atMs === Number.POSITIVE_INFINITY ? undefined : atMs;
    },
  };
}

/** A recorded trace again, from its first arrival on; `speed` 2 in half its time. Any order will do. */
function replayArrivals(timestampsMs: readonly number[], speed = 1): Schedule {
  const sorted = Float64Array.from(timestampsMs).sort();
  const firstMs = sorted[0] ?? 0;
  return {
    arrivalAt(index) {
      const atMs = sorted[index];
      return atMs === undefined ? undefined : (atMs - firstMs) / speed;
    },
  };
}

/** Every `of`-th arrival from `shard` on: the shards 0 to `of` − 1 together are the whole schedule. */
export function shardSchedule(schedule: Schedule, shard: number, of: number): Schedule {
  return {
    arrivalAt: (index) => (index < 0 ? undefined : schedule.arrivalAt(index * of + shard)),
  };
}
