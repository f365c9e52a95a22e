import { PlimsollError } from '@/lib/core/errors';
import { REPORTED_RUNS } from '@/lib/plan/reported-runs';
import type { RunStatus } from '@/lib/plan/run-status';
import { accumulateRun } from '@/lib/runs/accumulate-run';
import type { CompareSide, MeasuredSide } from '@/lib/runs/compare-page';
import { errorGroups } from '@/lib/runs/error-groups';
import { getRunMetrics } from '@/lib/runs/metrics';
import { distributionOf } from '@/lib/stats/distribution';
import type { Run } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { comparedRun, endedRun } from './compare-runs';

/**
 * Everything that laying runs side by side shows, but for the statistics. `keys` are numbers of runs and
 * keys of reported ones. Throws `not-found`, or `conflict` for a run that has not ended.
 */
export async function compareSides(store: Store, keys: readonly string[]): Promise<CompareSide[]> {
  const rows = await Promise.all(keys.map((key) => sideRow(store, key)));
  const longest = Math.max(0, ...rows.flatMap((row) => (isReported(row) ? [] : row.plannedMs)));
  return Promise.all(
    rows.map((row, index) =>
      isReported(row)
        ? { kind: 'reported' as const, key: row.key, reported: row }
        : measuredSide(store, row, keys[index] ?? '', longest),
    ),
  );
}

type Row = Run | (typeof REPORTED_RUNS)[number];

function isReported(row: Row): row is (typeof REPORTED_RUNS)[number] {
  return 'key' in row;
}

async function sideRow(store: Store, key: string): Promise<Row> {
  const reported = REPORTED_RUNS.find((one) => one.key === key);
  if (reported !== undefined) return reported;
  const number = Number(key);
  if (!Number.isInteger(number)) throw new PlimsollError('not-found', `There is no run "${key}".`);
  return endedRun(store, number);
}

/** `plannedMs`: the longest side's, which gives all of them steps of one length. */
async function measuredSide(
  store: Store,
  run: Run,
  key: string,
  plannedMs: number,
): Promise<MeasuredSide> {
  const seconds = await accumulateRun(store, { ...run, plannedMs });
  const durationMs = run.durationMs ?? seconds.coveredMs;
  const totals = seconds.totals(durationMs);
  const metrics = await getRunMetrics(store, run.id, { stepMs: seconds.bucketMs });
  return {
    kind: 'run',
    key,
    run: comparedRun(run),
    status: run.status as RunStatus,
    durationMs,
    requests: run.requests ?? totals.requests,
    failureRate: run.failureRate ?? totals.failureRate,
    requestsPerSecond: run.requestsPerSecond ?? totals.requestsPerSecond,
    p95Ms: run.p95Ms ?? undefined,
    series: { bucketMs: seconds.bucketMs, points: seconds.points() },
    distribution: distributionOf(seconds.overall.response).map((bin) => ({
      fromMs: bin.fromUs / 1000,
      toMs: bin.toUs / 1000,
      count: bin.count,
    })),
    errors: await errorGroups(store, run.id),
    metrics: metrics?.charts ?? [],
    metricStepMs: metrics?.stepMs ?? seconds.bucketMs,
    isBaseline: run.isBaseline,
  };
}
