import type { PlotPoint } from '@/components/charts/series';
import { loadShape, type ShapePoint } from '@/lib/plan/figures';
import type { LoadPlan } from '@/lib/plan/load-plan';
import type { RunAnnotation } from '@/lib/runs/model';
import { pausedMs } from '../load-labels';

/** The points of an open plan's run, each with the rate that was asked for in the middle of it. */
export function withScheduledRate(
  points: readonly PlotPoint[],
  stepMs: number,
  plan: LoadPlan,
  marks: readonly RunAnnotation[],
): PlotPoint[] {
  const { points: outline } = loadShape(plan);
  return points.map((point) => ({
    x: point.x,
    values: { ...point.values, asked: scheduledRate(outline, marks, point.x + stepMs / 2) },
  }));
}

/** What the plan says, later by the pauses before; or what its user has said since. */
export function scheduledRate(
  outline: readonly ShapePoint[],
  marks: readonly RunAnnotation[],
  atMs: number,
): number | undefined {
  const done = marks.filter((mark) => mark.atMs !== undefined && mark.atMs <= atMs);
  const loadMs = atMs - pausedMs(done, atMs);
  const endMs = outline.at(-1)?.atMs ?? 0;
  if (loadMs > endMs) return undefined;
  if (done.findLast(({ kind }) => kind === 'pause' || kind === 'resume')?.kind === 'pause')
    return 0;
  return done.findLast(({ kind }) => kind === 'level')?.level ?? levelAt(outline, loadMs);
}

function levelAt(outline: readonly ShapePoint[], ms: number): number | undefined {
  const at = outline.findLastIndex((corner) => corner.atMs <= ms);
  const [from, to] = [outline[at], outline[at + 1]];
  if (from === undefined || to === undefined) return from?.level;
  const share = (ms - from.atMs) / (to.atMs - from.atMs);
  return from.level + (to.level - from.level) * share;
}
