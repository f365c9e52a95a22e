import type { LoadPlan } from './load-plan';

/** A corner of the load's outline: so many users at that time; straight lines between corners. */
export interface ShapePoint {
  atMs: number;
  users: number;
}

/** The load's outline over time. A stage too short for its ramp ends on the way to its users. */
export function loadShape(plan: LoadPlan): ShapePoint[] {
  const corners: ShapePoint[] = [{ atMs: 0, users: 0 }];
  let users = 0;
  let startMs = 0;
  for (const stage of plan.load.stages) {
    const rampMs = (Math.abs(stage.users - users) / stage.spawnPerSecond) * 1000;
    const reached = Math.min(1, stage.durationMs / Math.max(rampMs, 1e-9));
    const usersAtEnd = users + (stage.users - users) * reached;
    if (rampMs > 0)
      corners.push({ atMs: startMs + Math.min(rampMs, stage.durationMs), users: usersAtEnd });
    if (reached === 1 && rampMs < stage.durationMs)
      corners.push({ atMs: startMs + stage.durationMs, users: stage.users });
    users = usersAtEnd;
    startMs += stage.durationMs;
  }
  return corners;
}
