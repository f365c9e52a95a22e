import type { PlotPoint } from '@/components/charts/series';
import type { RunPoint, RunSeries } from '@/lib/runs/model';
import { endpointKey } from './run-series';

/**
 * A run's points as the charts want them. After `loadEndMs` the last answers come in: their times
 * count, but users and requests per second would only show that the load has ended.
 */
export function plotPoints(
  { points, bucketMs }: RunSeries,
  loadEndMs = Number.POSITIVE_INFINITY,
): PlotPoint[] {
  const underLoad = (point: RunPoint) => point.atMs + bucketMs / 2 < loadEndMs;
  // Users are those at a bucket's end: none, where the load has ended within it.
  const endsUnderLoad = (point: RunPoint) => point.atMs + bucketMs * 0.95 < loadEndMs;
  return points.map((point) => ({
    x: point.atMs,
    values: {
      p50: point.p50Ms,
      p95: point.p95Ms,
      p99: point.p99Ms,
      service: point.serviceP95Ms,
      rate: underLoad(point) ? point.requestsPerSecond : undefined,
      users: endsUnderLoad(point) ? point.users : undefined,
      failureRate: point.failureRate,
      dropped: point.droppedPerSecond,
      queued: point.queued,
      scheduleDelay: point.scheduleDelayP99Ms,
      lag: point.eventLoopLagMs,
      cpu: point.cpuShare,
      gc: point.gcShare,
      jobsQueued: point.jobs?.queued,
      jobsRunning: point.jobs?.running,
      jobsCompleted: point.jobs?.completed,
      jobsFailed: point.jobs?.failed,
      jobsCancelled: point.jobs?.cancelled,
    },
  }));
}

/** Each endpoint's p95, by its key. */
export function endpointPoints(points: readonly RunPoint[]): PlotPoint[] {
  return points.map((point) => ({
    x: point.atMs,
    values: Object.fromEntries(
      Object.entries(point.endpoints).map(([name, { p95Ms }]) => [endpointKey(name), p95Ms]),
    ),
  }));
}
