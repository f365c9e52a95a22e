import type { MetricChart } from '@/lib/metrics/model';
import type { RunMetrics } from '@/lib/runs/model';

/**
 * What was known with what has come in since. Undefined where that does not fit together, because a chart
 * now shows other lines: then all of it must be asked for again.
 */
export function mergeMetrics(before: RunMetrics, next: RunMetrics): RunMetrics | undefined {
  const { sinceMs } = next;
  if (sinceMs === undefined) return next;
  const charts: MetricChart[] = [];
  for (const chart of next.charts) {
    const known = before.charts.find(({ metric }) => metric === chart.metric);
    if (known !== undefined && known.shows !== chart.shows) return undefined;
    const kept = known?.points.filter(({ atMs }) => atMs < sinceMs) ?? [];
    charts.push({ ...chart, points: [...kept, ...chart.points] });
  }
  return { ...next, charts, sinceMs: before.sinceMs };
}

/** From when on points are to be asked for: the last step may have grown. */
export function lastStepMs({ charts }: RunMetrics): number | undefined {
  const ends = charts.flatMap(({ points }) => points.at(-1)?.atMs ?? []);
  return ends.length === 0 ? undefined : Math.max(...ends);
}
