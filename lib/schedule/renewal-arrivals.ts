import { arrivalRate, type RateStage } from '@/lib/arrivals/rate';
import type { Schedule } from '@/lib/arrivals/schedule';
import { createRandom, type Random } from '@/lib/stats/random';

const CHUNK = 1024;
// Apart from the streams of users and of the run.
const FIRST_STREAM = 1_000_000_000;

/**
 * Arrivals whose gaps are drawn from `gap`, of mean 1, and stretched by the rate: the n-th is where the
 * area under the rate reaches the sum of the first n gaps (time rescaling; Brown et al. 2002), so that
 * ramps are exact. Gaps come in chunks with a random stream each: asked in any order they are the same,
 * and what is kept is two numbers for 1,024 arrivals, and the chunk asked last.
 */
export function renewalArrivals(
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
