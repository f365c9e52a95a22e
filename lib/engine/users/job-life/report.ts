import { Histogram } from '@/lib/stats/histogram';
import type { JobGauges } from '@/lib/stats/windows';
import { OBSERVATION_METHODS, type ObservationMethod } from './observation';

/** docs/job-life.md says from when to when each lasts. */
const JOB_METRICS = [
  'acceptLatency',
  'queueWait',
  'timeToFinish',
  'statusStaleness',
  'cancelToCancelled',
  'exportRate',
  'trajectoryTime',
] as const;
export type JobMetricName = (typeof JOB_METRICS)[number];

export interface JobMetricReport {
  /** In `Histogram.encode`'s form: microseconds, for `exportRate` bytes per second. */
  histogram: Uint8Array;
  /** The same without what the generator may have done to the values: lower times, higher rates. */
  bounds: Uint8Array;
  /** How many values were seen in each way. */
  methods: Record<ObservationMethod, number>;
  /** How far off the values by `service` or `polls` are at the worst; undefined when there are none. */
  worstErrorMs?: number;
  /** Values that count as 71 minutes (or 4.3 GB/s), where the histogram ends. */
  beyondRange: number;
}

/** What one generator, or several together, saw of its jobs. Survives structured cloning. */
export interface JobLifeReport {
  /** As they were when the report was made. */
  gauges: JobCounts;
  /** Jobs that were accepted while as many as can be followed already were. */
  untracked: number;
  /** Starts that may have made a job whose id nobody was told. */
  unansweredStarts: number;
  metrics: Record<JobMetricName, JobMetricReport>;
}

/**
 * The tracked jobs by what is known of them: accepted = in flight + ended, in flight = queued + running. A
 * job is queued until something else is heard of it. `ended` are completed, failed and cancelled ones, and
 * those of which only a refused cancel told that they are over.
 */
export interface JobCounts extends JobGauges {
  accepted: number;
  inFlight: number;
  ended: number;
}

const NO_JOBS: JobCounts = {
  accepted: 0,
  inFlight: 0,
  queued: 0,
  running: 0,
  ended: 0,
  completed: 0,
  failed: 0,
  cancelled: 0,
};

/** What several generators saw, as if one had seen it all. Undefined for no reports. */
export function mergeJobLifeReports(reports: readonly JobLifeReport[]): JobLifeReport | undefined {
  if (reports.length === 0) return undefined;
  const metrics = JOB_METRICS.map((name) => [
    name,
    mergeMetric(reports.map((report) => report.metrics[name])),
  ]);
  return {
    gauges: sumCounts(reports.map(({ gauges }) => gauges)),
    untracked: sum(reports.map(({ untracked }) => untracked)),
    unansweredStarts: sum(reports.map(({ unansweredStarts }) => unansweredStarts)),
    metrics: Object.fromEntries(metrics) as Record<JobMetricName, JobMetricReport>,
  };
}

function mergeMetric(parts: readonly JobMetricReport[]): JobMetricReport {
  const histogram = new Histogram();
  for (const part of parts) histogram.add(part.histogram);
  const methods = OBSERVATION_METHODS.map((method) => [
    method,
    sum(parts.map((part) => part.methods[method])),
  ]);
  const errors = parts.flatMap(({ worstErrorMs }) => worstErrorMs ?? []);
  return {
    histogram: histogram.encode(),
    bounds: Histogram.merged(parts.map(({ bounds }) => bounds)).encode(),
    methods: Object.fromEntries(methods) as Record<ObservationMethod, number>,
    worstErrorMs: errors.length === 0 ? undefined : errors.reduce((a, b) => Math.max(a, b)),
    beyondRange: sum(parts.map(({ beyondRange }) => beyondRange)),
  };
}

function sumCounts(parts: readonly JobCounts[]): JobCounts {
  const total = { ...NO_JOBS };
  for (const name of Object.keys(total) as (keyof JobCounts)[])
    total[name] = sum(parts.map((part) => part[name]));
  return total;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

interface SummaryBase {
  samples: number;
  /** The least sure way in which any of the values was seen. */
  method?: ObservationMethod;
  /** Values that were cut down to the histogram's end (71 minutes); left out when there are none. */
  beyondRange?: number;
}

/** Milliseconds; a value is undefined when there were no samples, never 0. */
interface JobTimeSummary extends SummaryBase {
  meanMs?: number;
  p50Ms?: number;
  p95Ms?: number;
  p99Ms?: number;
  maxMs?: number;
  /** How far off a value is at the worst; undefined when all are exact. */
  worstErrorMs?: number;
}

/** Bytes per second; a value is undefined when there were no samples. */
interface JobRateSummary extends SummaryBase {
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
