import type { RateStage } from './arrival-rate';
import { renewalArrivals } from './renewal-arrivals';
import type { Schedule } from './schedule';

/** As many independent callers make them: exponential gaps. */
export function poissonArrivals(stages: readonly RateStage[], seed: number): Schedule {
  return renewalArrivals(stages, seed, (random) => -Math.log(1 - random()));
}
