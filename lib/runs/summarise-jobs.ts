import { summariseJobLife } from '@/lib/training/summarise-job-life';
import type { JobLifeReport } from '@/lib/users/job-life/report';
import type { JobLifeSummary, JobMetric } from './model';

/** A run's jobs as its page shows them; metrics that nothing was seen of are left out. */
export function summariseJobs(report: JobLifeReport): JobLifeSummary {
  const { exportRate, ...times } = summariseJobLife(report);
  const metrics: JobMetric[] = Object.entries(times).flatMap(([name, summary]) =>
    summary.samples === 0 || summary.method === undefined
      ? []
      : {
          name: name as JobMetric['name'],
          samples: summary.samples,
          mean: summary.meanMs,
          p50: summary.p50Ms,
          p95: summary.p95Ms,
          p99: summary.p99Ms,
          max: summary.maxMs,
          method: summary.method,
          worstErrorMs: summary.worstErrorMs,
        },
  );
  if (exportRate.samples > 0 && exportRate.method !== undefined)
    metrics.push({
      name: 'exportRate',
      samples: exportRate.samples,
      mean: exportRate.meanBytesPerSecond,
      p50: exportRate.p50BytesPerSecond,
      p95: exportRate.p95BytesPerSecond,
      p99: exportRate.p99BytesPerSecond,
      max: exportRate.maxBytesPerSecond,
      method: exportRate.method,
    });
  const { accepted, ended, inFlight } = report.gauges;
  const { untracked } = report;
  return { started: accepted + untracked, ended, inFlight, untracked, metrics };
}
