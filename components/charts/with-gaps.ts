import type { PlotPoint } from './series';

/** Puts an empty point where `stepMs` was skipped, so that no line runs through nothing. */
export function withGaps(points: readonly PlotPoint[], stepMs: number): PlotPoint[] {
  return points.flatMap((point, index) => {
    const before = points[index - 1];
    const skipped = before !== undefined && point.x - before.x > stepMs * 1.5;
    return skipped ? [{ x: before.x + stepMs, values: {} }, point] : [point];
  });
}
