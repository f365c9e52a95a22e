import type { Schedule } from './schedule';

/** `users` to have, and how many a second may come or go on the way there. */
export interface RampStage {
  users: number;
  spawnPerSecond: number;
  durationMs: number;
}

/** The closed model's users over time: one instant for each that comes and each that goes. */
export interface UserRamp {
  spawns: Schedule;
  retirements: Schedule;
  durationMs: number;
  /** Users at `ms`, those who come or go in that instant counted. */
  usersAt(ms: number): number;
}

/** `count` instants from `startMs` on, evenly `1000 / perSecond` apart. */
interface Segment {
  firstIndex: number;
  count: number;
  startMs: number;
  perSecond: number;
}

/** Each stage starts from the users the one before has reached; its first change is at its start. */
export function userRamp(stages: readonly RampStage[]): UserRamp {
  const spawns: Segment[] = [];
  const retirements: Segment[] = [];
  let users = 0;
  let startMs = 0;
  for (const stage of stages) {
    const wanted = Math.abs(stage.users - users);
    const possible = Math.ceil((stage.durationMs * stage.spawnPerSecond) / 1000);
    const count = Math.min(wanted, possible);
    const segments = stage.users > users ? spawns : retirements;
    const last = segments.at(-1);
    const firstIndex = last === undefined ? 0 : last.firstIndex + last.count;
    if (count > 0) segments.push({ firstIndex, count, startMs, perSecond: stage.spawnPerSecond });
    users += stage.users > users ? count : -count;
    startMs += stage.durationMs;
  }
  return {
    spawns: scheduleOf(spawns),
    retirements: scheduleOf(retirements),
    durationMs: startMs,
    usersAt: (ms) => countUntil(spawns, ms) - countUntil(retirements, ms),
  };
}

function scheduleOf(segments: readonly Segment[]): Schedule {
  return {
    arrivalAt(index) {
      const segment = segments.find((one) => index < one.firstIndex + one.count);
      if (segment === undefined || index < 0) return undefined;
      return segment.startMs + ((index - segment.firstIndex) * 1000) / segment.perSecond;
    },
  };
}

function countUntil(segments: readonly Segment[], ms: number): number {
  return segments.reduce((sum, { count, startMs, perSecond }) => {
    if (ms < startMs) return sum;
    return sum + Math.min(count, Math.floor(((ms - startMs) * perSecond) / 1000 + 1e-9) + 1);
  }, 0);
}
