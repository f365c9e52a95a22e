import { arrivalRate, type RateStage } from '@/lib/arrivals/rate';
import type { Schedule } from '@/lib/arrivals/schedule';

/** Evenly: each arrival at the instant where the area under the rate reaches its index. */
export function constantArrivals(stages: readonly RateStage[]): Schedule {
  const rate = arrivalRate(stages);
  return { arrivalAt: (index) => rate.instantOf(index) };
}
