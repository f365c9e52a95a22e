import { latency } from '@/lib/core/duration';
import { bytes, count, missing, plural, type Quantity, textOf } from '@/lib/core/number';
import type { CleanUp, JobLifeSummary, JobMetric } from '@/lib/runs/model';

export const METRIC_LABELS: Record<JobMetric['name'], { title: string; about: string }> = {
  acceptLatency: { title: 'Accept latency', about: 'from asking for a job until it was accepted' },
  queueWait: { title: 'Queue wait', about: 'from accepted until it began to run' },
  timeToFinish: { title: 'Time to finish', about: 'from accepted until it had ended' },
  statusStaleness: { title: 'Status staleness', about: 'how old a status was when it came' },
  cancelToCancelled: { title: 'Cancel to cancelled', about: 'from asking until it had ended' },
  trajectoryTime: { title: 'Trajectory time', about: 'of one trajectory, as the exports tell it' },
  exportRate: { title: 'Export rate', about: 'bytes of results received per second' },
};

/** A metric's value: a time, or a rate for the export. */
export function metricValue(name: JobMetric['name'], value: number | undefined): Quantity {
  if (value === undefined) return missing;
  if (name !== 'exportRate') return latency(value);
  const size = bytes(value);
  return { value: size.value, unit: `${size.unit}/s` };
}

/** How a metric is known, and how far off it may be. */
export function methodLabel({
  method,
  worstErrorMs,
}: Pick<JobMetric, 'method' | 'worstErrorMs'>): string {
  switch (method) {
    case 'service':
      return 'from the service’s own times';
    case 'client':
      return 'measured here';
    case 'polls':
      return worstErrorMs === undefined
        ? 'seen by polling'
        : `seen by polling, at most ±${textOf(latency(worstErrorMs))} off`;
  }
}

/** "120 jobs started; 112 have ended, 8 were in flight at the end." */
export function jobsSummary({ started, ended, inFlight, untracked }: JobLifeSummary): string {
  const beyond = untracked > 0 ? ` ${plural(untracked, 'more job')} could not be followed.` : '';
  return `${plural(started, 'job')} started: ${count(ended)} ended, ${count(inFlight)} still in flight when the load ended.${beyond}`;
}

/** What became of the jobs after the run, the orphans apart. */
export function cleanUpSummary({ cancelled, alreadyEnded, gone }: CleanUp): string {
  const parts = [
    ...(cancelled > 0 ? [`${plural(cancelled, 'job')} cancelled`] : []),
    ...(alreadyEnded > 0 ? [`${plural(alreadyEnded, 'job')} had ended already`] : []),
    ...(gone > 0 ? [`${plural(gone, 'job')} not known to the target any more`] : []),
  ];
  return parts.length === 0 ? 'No job was left to cancel.' : `Cleaned up: ${parts.join(', ')}.`;
}
