import { Histogram } from '@/lib/stats/histogram';
import { OBSERVATION_METHODS, type ObservationMethod } from '@/lib/users/job-life/observation';
import {
  JOB_METRICS,
  type JobLifeReport,
  type JobMetricName,
  type JobMetricReport,
} from '@/lib/users/job-life/report';
import { type JobCounts, NO_JOBS } from './job-counts';

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
    methods: Object.fromEntries(methods) as Record<ObservationMethod, number>,
    worstErrorMs: errors.length === 0 ? undefined : Math.max(...errors),
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
