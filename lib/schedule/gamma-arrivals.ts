import type { RateStage } from '@/lib/arrivals/rate';
import type { Schedule } from '@/lib/arrivals/schedule';
import type { Random } from '@/lib/stats/random';
import { renewalArrivals } from './renewal-arrivals';

/**
 * Gaps of a gamma distribution whose squared coefficient of variation is `burstiness`: 1 is Poisson, more
 * comes in bursts with lulls between them, less is more regular.
 */
export function gammaArrivals(
  stages: readonly RateStage[],
  seed: number,
  burstiness: number,
): Schedule {
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
