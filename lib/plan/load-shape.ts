import type { ClosedLoad } from './load';
import type { LoadPlan } from './load-plan';
import type { ReplayLoad, StagedLoad } from './open-load';
import { ratesOf } from './rate-stage';

/** A corner of the load's outline; straight lines between corners. */
export interface ShapePoint {
  atMs: number;
  level: number;
}

/** The load's outline over time: users of a closed plan, arrivals per second of an open one. */
export interface LoadShape {
  of: 'users' | 'ratePerSecond';
  points: ShapePoint[];
}

const REPLAY_STEPS = 120;

export function loadShape({ load }: LoadPlan): LoadShape {
  if (load.model === 'closed') return { of: 'users', points: usersOutline(load) };
  const points = load.arrivals === 'replay' ? replayOutline(load) : rateOutline(load);
  return { of: 'ratePerSecond', points };
}

/** A stage too short for its ramp ends on the way to its users. */
function usersOutline({ stages }: ClosedLoad): ShapePoint[] {
  const corners: ShapePoint[] = [{ atMs: 0, level: 0 }];
  let users = 0;
  let startMs = 0;
  for (const stage of stages) {
    const rampMs = (Math.abs(stage.users - users) / stage.spawnPerSecond) * 1000;
    const reached = Math.min(1, stage.durationMs / Math.max(rampMs, 1e-9));
    const usersAtEnd = users + (stage.users - users) * reached;
    if (rampMs > 0)
      corners.push({ atMs: startMs + Math.min(rampMs, stage.durationMs), level: usersAtEnd });
    if (reached === 1 && rampMs < stage.durationMs)
      corners.push({ atMs: startMs + stage.durationMs, level: stage.users });
    users = usersAtEnd;
    startMs += stage.durationMs;
  }
  return corners;
}

/** Where a stage begins at another rate than the one before ended with, the outline is a step. */
function rateOutline({ stages }: StagedLoad): ShapePoint[] {
  const corners: ShapePoint[] = [];
  let startMs = 0;
  for (const stage of stages) {
    const { from, to } = ratesOf(stage);
    if (corners.at(-1)?.level !== from) corners.push({ atMs: startMs, level: from });
    startMs += stage.durationMs;
    corners.push({ atMs: startMs, level: to });
  }
  return corners;
}

/** Steps of a second at least: the arrivals in each, per second. */
function replayOutline({ timestampsMs, speed = 1 }: ReplayLoad): ShapePoint[] {
  const endMs = (timestampsMs.at(-1) ?? 0) / speed;
  const stepMs = Math.max(1000, Math.ceil(endMs / REPLAY_STEPS / 1000) * 1000);
  const counts = new Array<number>(Math.floor(endMs / stepMs) + 1).fill(0);
  for (const atMs of timestampsMs) {
    const step = Math.floor(atMs / speed / stepMs);
    counts[step] = (counts[step] ?? 0) + 1;
  }
  return counts.flatMap((count, step) => {
    const fromMs = step * stepMs;
    const toMs = Math.min(fromMs + stepMs, Math.max(endMs, 1));
    // The last step may be cut short, to nothing at worst: a rate over no time says nothing.
    const level = (count * 1000) / stepMs;
    return [
      { atMs: fromMs, level },
      { atMs: toMs, level },
    ];
  });
}
