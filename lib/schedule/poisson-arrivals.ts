import type { RateStage } from '@/lib/arrivals/rate';
import type { Schedule } from '@/lib/arrivals/schedule';
import { renewalArrivals } from './renewal-arrivals';

/** As many independent callers make them: exponential gaps. */
export function poissonArrivals(stages: readonly RateStage[], seed: number): Schedule {
  return renewalArrivals(stages, seed, (random) => -Math.log(1 - random()));
}
