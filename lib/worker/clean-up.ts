import type { LoadEnd } from '@/lib/engine/run-load';
import { createTransport } from '@/lib/engine/transport/create-transport';
import { cancelJobs } from '@/lib/engine/users/cancel-jobs';
import {
  type JobLifeReport,
  type JobMetricReport,
  summariseJobLife,
} from '@/lib/engine/users/job-life/report';
import { readRpcReply } from '@/lib/engine/users/training-api/rpc';
import { maskOf, type TargetEndpoint } from '@/lib/plan/connection';
import type { LoadPlan } from '@/lib/plan/load-plan';
import type { CleanUp, JobLifeSummary, JobMetric } from '@/lib/runs/model';
import { Histogram } from '@/lib/stats/histogram';

const DEADLINE_MS = 30_000;
const CALL_TIMEOUT_MS = 5000;

/** Whether the jobs that a run leaves behind are to be cancelled: by default, if it was stopped. */
export function wantsCleanUp(
  { cleanUp = 'stopped' }: LoadPlan,
  reason: LoadEnd['reason'],
): boolean {
  return cleanUp === 'always' || (cleanUp === 'stopped' && reason === 'stopped');
}

/** Cancels the jobs that a run has left, within half a minute. */
export async function cleanUp(
  target: TargetEndpoint,
  { connection }: LoadPlan,
  jobIds: readonly string[],
): Promise<CleanUp> {
  const transport = createTransport(target, CALL_TIMEOUT_MS, connection);
  const mask = maskOf(target);
  try {
    const done = await cancelJobs(
      jobIds,
      async (call) => {
        const reply = await transport.send(call);
        if (reply.kind === 'response') return readRpcReply(reply.status, reply.body);
        if (reply.kind === 'network-error') throw new Error(reply.message);
        throw new Error('no response before the timeout');
      },
      { deadlineMs: performance.now() + DEADLINE_MS, now: () => performance.now() },
    );
    return {
      cancelled: done.cancelled.length,
      alreadyEnded: done.alreadyEnded.length,
      gone: done.gone.length,
      orphans: done.orphans.map(({ jobId, reason }) => ({ jobId, reason: mask(reason) })),
    };
  } finally {
    await transport.close();
  }
}

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
          bound: boundOf(report.metrics[name as JobMetric['name']], 1000),
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
      bound: boundOf(report.metrics.exportRate, 1),
    });
  const { accepted, ended, inFlight } = report.gauges;
  const { untracked } = report;
  return { started: accepted + untracked, ended, inFlight, untracked, metrics };
}

/** What the figures would be without the generator's own error, in the metric's unit. */
function boundOf({ bounds }: JobMetricReport, unit: number): JobMetric['bound'] {
  const histogram = Histogram.decode(bounds);
  const inUnit = (value: number | undefined) => (value === undefined ? undefined : value / unit);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((q) => inUnit(histogram.quantile(q)));
  return { mean: inUnit(histogram.mean), p50, p95, p99, max: inUnit(histogram.max) };
}
