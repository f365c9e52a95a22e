import { Histogram } from '@/lib/stats/histogram';
import { OBSERVATION_METHODS, type ObservationMethod } from '@/lib/users/job-life/observation';
import type { JobLifeReport, JobMetricName, JobMetricReport } from '@/lib/users/job-life/report';

interface SummaryBase {
  samples: number;
  /** The least sure way in which any of the values was seen. */
  method?: ObservationMethod;
  /** Values that were cut down to the histogram's end (71 minutes); left out when there are none. */
  beyondRange?: number;
}

/** Milliseconds; a value is undefined when there were no samples, never 0. */
export interface JobTimeSummary extends SummaryBase {
  meanMs?: number;
  p50Ms?: number;
  p95Ms?: number;
  p99Ms?: number;
  maxMs?: number;
  /** How far off a value is at the worst; undefined when all are exact. */
  worstErrorMs?: number;
}

/** Bytes per second; a value is undefined when there were no samples. */
export interface JobRateSummary extends SummaryBase {
  meanBytesPerSecond?: number;
  p50BytesPerSecond?: number;
  p95BytesPerSecond?: number;
  p99BytesPerSecond?: number;
  maxBytesPerSecond?: number;
}

export type JobMetricSummaries = Record<Exclude<JobMetricName, 'exportRate'>, JobTimeSummary> & {
  exportRate: JobRateSummary;
};

export function summariseJobLife({ metrics }: JobLifeReport): JobMetricSummaries {
  return {
    acceptLatency: summariseTime(metrics.acceptLatency),
    queueWait: summariseTime(metrics.queueWait),
    timeToFinish: summariseTime(metrics.timeToFinish),
    statusStaleness: summariseTime(metrics.statusStaleness),
    cancelToCancelled: summariseTime(metrics.cancelToCancelled),
    exportRate: summariseRate(metrics.exportRate),
    trajectoryTime: summariseTime(metrics.trajectoryTime),
  };
}

function summariseTime(report: JobMetricReport): JobTimeSummary {
  const { mean, p50, p95, p99, max } = figuresOf(report);
  return {
    ...baseOf(report),
    meanMs: toMs(mean),
    p50Ms: toMs(p50),
    p95Ms: toMs(p95),
    p99Ms: toMs(p99),
    maxMs: toMs(max),
    worstErrorMs: report.worstErrorMs,
  };
}

function summariseRate(report: JobMetricReport): JobRateSummary {
  const { mean, p50, p95, p99, max } = figuresOf(report);
  return {
    ...baseOf(report),
    meanBytesPerSecond: mean,
    p50BytesPerSecond: p50,
    p95BytesPerSecond: p95,
    p99BytesPerSecond: p99,
    maxBytesPerSecond: max,
  };
}

function figuresOf(report: JobMetricReport) {
  const histogram = Histogram.decode(report.histogram);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((q) => histogram.quantile(q));
  return { mean: histogram.mean, p50, p95, p99, max: histogram.max };
}

function baseOf({ methods, beyondRange }: JobMetricReport): SummaryBase {
  return {
    samples: OBSERVATION_METHODS.reduce((total, method) => total + methods[method], 0),
    method: [...OBSERVATION_METHODS].reverse().find((method) => methods[method] > 0),
    beyondRange: beyondRange === 0 ? undefined : beyondRange,
  };
}

function toMs(us: number | undefined): number | undefined {
  return us === undefined ? undefined : us / 1000;
}
