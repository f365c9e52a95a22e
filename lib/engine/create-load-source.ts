import {
  constantArrivals,
  openSchedule,
  type Schedule,
  shardSchedule,
} from '@/lib/engine/arrivals/schedule';
import { userRamp } from '@/lib/engine/arrivals/user-ramp';
import type { RunMemory } from '@/lib/engine/users/behaviour';
import type { TargetEndpoint } from '@/lib/plan/connection';
import type { LoadPlan } from '@/lib/plan/load-plan';
import { createArrivalBehaviour, createUserBehaviour, type OutgoingCall } from './behaviour';
import type { Shard } from './load-options';
import type { LoadSource } from './load-source';
import { OpenArrivals } from './open-arrivals';
import type { Recorder } from './recorder';
import { VirtualUsers } from './virtual-users';

export interface LoadSourceOptions {
  plan: LoadPlan;
  target: TargetEndpoint;
  seed: number;
  shard: Shard;
  memory: RunMemory;
  recorder: Recorder;
  /** Now, in the load's time; and the run's time of a load's time. */
  nowMs: () => number;
  toRunMs: (loadMs: number) => number;
  inFlight: () => number;
  send: (call: OutgoingCall, intendedMs: number, queued?: number) => Promise<void>;
  busyMs: () => number;
  onEarlier: () => void;
  onFault: (error: unknown) => void;
}

/** What sends a plan's load, or a shard of it; and how long that lasts, ms. */
export function createLoadSource(options: LoadSourceOptions): {
  source: LoadSource;
  durationMs: number;
} {
  const { plan, seed, shard } = options;
  const { load } = plan;
  const mine = (schedule: Schedule) => shardSchedule(schedule, shard.index, shard.of);
  switch (load.model) {
    case 'closed': {
      const ramp = userRamp(load.stages);
      // The users of a shard have the numbers that they would have without shards.
      const numberOf = (ofShard: number) => (ofShard - 1) * shard.of + shard.index + 1;
      const perSecond = Math.max(...load.stages.map((stage) => stage.spawnPerSecond));
      const source = new VirtualUsers({
        ...options,
        ramp: { spawns: mine(ramp.spawns), retirements: mine(ramp.retirements) },
        shareOf: (users) => shareOf(users, shard),
        evenly: (count) => evenly(count, perSecond / shard.of),
        createBehaviour: (number) => createUserBehaviour(options, numberOf(number)),
      });
      return { source, durationMs: ramp.durationMs };
    }
    case 'open': {
      const { schedule, durationMs } = openSchedule(load, seed);
      const source = new OpenArrivals({
        ...options,
        schedule: mine(schedule),
        constant: (ratePerSecond, forMs) =>
          mine(constantArrivals([{ ratePerSecond, durationMs: forMs }])),
        maxInFlight: Math.max(1, shareOf(load.maxInFlight, shard)),
        overload: load.overload,
        behaviour: createArrivalBehaviour(options, shard.index),
      });
      return { source, durationMs };
    }
  }
}

/** A shard's part of a whole number; the parts add up to it. */
function shareOf(whole: number, { index, of }: Shard): number {
  return Math.floor(whole / of) + (index < whole % of ? 1 : 0);
}

function evenly(count: number, perSecond: number): Schedule {
  return {
    arrivalAt: (index) => (index < 0 || index >= count ? undefined : (index * 1000) / perSecond),
  };
}
