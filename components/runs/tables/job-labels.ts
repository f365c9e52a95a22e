import { latency } from '@/lib/core/duration';
import { bytes, count, missing, plural, type Quantity, textOf } from '@/lib/core/number';
import type { CleanUp, JobLifeSummary, JobMetric } from '@/lib/runs/model';

export const METRIC_LABELS: Record<JobMetric['name'], { title: string; about: string }> = {
  acceptLatency: { title: 'Accept latency', about: 'from request to acceptance' },
  queueWait: { title: 'Queue wait', about: 'from acceptance to start' },
  timeToFinish: { title: 'Time to finish', about: 'from acceptance to end' },
  statusStaleness: { title: 'Status staleness', about: 'age of a status when received' },
  cancelToCancelled: { title: 'Cancel to cancelled', about: 'from cancel request to end' },
  trajectoryTime: { title: 'Trajectory time', about: 'per trajectory, as reported in exports' },
  exportRate: { title: 'Export rate', about: 'result bytes received per second' },
};

/** A metric's value: a time, or a rate for the export. */
export function metricValue(name: JobMetric['name'], value: number | undefined): Quantity {
  if (value === undefined) return missing;
  if (name !== 'exportRate') return latency(value);
  const size = bytes(value);
  return { value: size.value, unit: `${size.unit}/s` };
}

/** The source of a metric, and its largest error. */
export function methodLabel({
  method,
  worstErrorMs,
}: Pick<JobMetric, 'method' | 'worstErrorMs'>): string {
  switch (method) {
    case 'service':
      return 'reported by the service';
    case 'client':
      return 'measured by the client';
    case 'polls':
      return worstErrorMs === undefined ? 'polling' : `polling (±${textOf(latency(worstErrorMs))})`;
  }
}

/** "120 jobs started; 112 have ended, 8 were in flight at the end." */
export function jobsSummary({ started, ended, inFlight, untracked }: JobLifeSummary): string {
  const beyond = untracked > 0 ? ` ${plural(untracked, 'more job')} could not be tracked.` : '';
  return `${plural(started, 'job')} started: ${count(ended)} ended, ${count(inFlight)} in flight when the load ended.${beyond}`;
}

/** What became of the jobs after the run, the orphans apart. */
export function cleanUpSummary({ cancelled, alreadyEnded, gone }: CleanUp): string {
  const parts = [
    ...(cancelled > 0 ? [`${plural(cancelled, 'job')} cancelled`] : []),
    ...(alreadyEnded > 0 ? [`${plural(alreadyEnded, 'job')} had already ended`] : []),
    ...(gone > 0 ? [`${plural(gone, 'job')} no longer known to the target`] : []),
  ];
  return parts.length === 0 ? 'No jobs left to cancel.' : `Clean-up: ${parts.join(', ')}.`;
}
