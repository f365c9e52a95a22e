import type { Schedule } from '@/lib/arrivals/schedule';

/** Every `of`-th arrival from `shard` on: the shards 0 to `of` − 1 together are the whole schedule. */
export function shardSchedule(schedule: Schedule, shard: number, of: number): Schedule {
  return {
    arrivalAt: (index) => (index < 0 ? undefined : schedule.arrivalAt(index * of + shard)),
  };
}
