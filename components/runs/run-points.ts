import type { PlotPoint } from '@/components/charts/series';
import type { RunPoint } from '@/lib/live/run-detail';

/** A run's points as the charts want them. Rates of a second with nothing in it are 0, its times a gap. */
export function plotPoints(points: readonly RunPoint[]): PlotPoint[] {
  return points.map((point) => ({
    x: point.atMs,
    values: {
      p50: point.p50Ms,
      p95: point.p95Ms,
      p99: point.p99Ms,
      service: point.serviceP95Ms,
      rate: point.requestsPerSecond,
      users: point.users,
      failureRate: point.failureRate,
    },
  }));
}

/** Each endpoint's p95, by endpoint name. */
export function endpointPoints(points: readonly RunPoint[]): PlotPoint[] {
  return points.map((point) => ({
    x: point.atMs,
    values: Object.fromEntries(
      Object.entries(point.endpoints).map(([name, { p95Ms }]) => [name, p95Ms]),
    ),
  }));
}
