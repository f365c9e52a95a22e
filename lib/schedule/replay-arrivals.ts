import type { Schedule } from '@/lib/arrivals/schedule';

/** A recorded trace again, from its first arrival on; `speed` 2 in half its time. Any order will do. */
export function replayArrivals(timestampsMs: readonly number[], speed = 1): Schedule {
  const sorted = Float64Array.from(timestampsMs).sort();
  const firstMs = sorted[0] ?? 0;
  return {
    arrivalAt(index) {
      const atMs = sorted[index];
      return atMs === undefined ? undefined : (atMs - firstMs) / speed;
    },
  };
}
