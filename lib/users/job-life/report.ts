import type { JobCounts } from '@/lib/training/job-counts';
import type { ObservationMethod } from './observation';

/** docs/job-life.md says from when to when each lasts. */
export const JOB_METRICS = [
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
