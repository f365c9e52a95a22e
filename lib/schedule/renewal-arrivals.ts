import { createRandom, type Random } from '@/lib/stats/random';
import { arrivalRate, type RateStage } from './arrival-rate';
import type { Schedule } from './schedule';

const CHUNK = 1024;
// Apart from the streams of users and of the run.
const FIRST_STREAM = 1_000_000_000;

/**
 * Arrivals whose gaps are drawn from `gap`, of mean 1, and stretched by the rate: the n-th is where the
 * area under the rate reaches the sum of the first n gaps (time rescaling; Brown et al. 2002), so that
 * ramps are exact. Gaps come in chunks with a random stream each: asked in any order they are the same,
 * and what is kept is one number for 1,024 arrivals, and the chunk asked last.
 */
export function renewalArrivals(
  stages: readonly RateStage[],
  seed: number,
  gap: (random: Random) => number,
): Schedule {
  const rate = arrivalRate(stages);
  const chunkStarts = [0];
  let last: { chunk: number; sums: Float64Array } | undefined;

  const sumsOf = (chunk: number): Float64Array => {
    if (last?.chunk === chunk) return last.sums;
    const random = createRandom(seed, FIRST_STREAM + chunk);
    const sums = new Float64Array(CHUNK);
    let sum = chunkStarts[chunk] ?? 0;
    for (let at = 0; at < CHUNK; at++) {
      sum += gap(random);
      sums[at] = sum;
    }
    chunkStarts[chunk + 1] = sum;
    last = { chunk, sums };
    return sums;
  };

  return {
    arrivalAt(index) {
      if (index < 0) return undefined;
      const chunk = Math.floor(index / CHUNK);
      while (chunkStarts.length <= chunk) {
        // Beyond the end of the rate there is nothing, however far the question is.
        if ((chunkStarts.at(-1) ?? 0) >= rate.total) return undefined;
        sumsOf(chunkStarts.length - 1);
      }
      return rate.instantOf(sumsOf(chunk)[index % CHUNK] ?? Number.POSITIVE_INFINITY);
    },
  };
}
