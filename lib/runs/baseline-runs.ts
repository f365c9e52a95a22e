import type { Run, Summary } from '@/lib/store/generated/client';
import { readMetricSeries } from '@/lib/store/metric-series';
import type { Store } from '@/lib/store/open-store';
import { jobLifeOf, latenciesOf, responseSummaryOf, serviceSummaryOf } from '@/lib/store/rows';
import type {
  BaselineRuns,
  MeasuredRequests,
  ObjectiveEvidence,
} from '@/lib/verdict/objective-evidence';

const HISTORY = 10;

/** Runs that others can be compared with: of an uncertain one the figures take their bounds along. */
export const COMPARABLE = { status: 'finished', validity: { in: ['valid', 'suspect'] } };

/** A row of a run's summary, stored or about to be. */
export interface SummaryRow
  extends Pick<
    Summary,
    'name' | 'requests' | 'failures' | 'locustFailures' | 'responseSummary' | 'serviceSummary'
  > {
  requestsPerSecond?: number | null;
  latencies?: string | null;
}

/** What limits relative to other runs refer to: those of the same scenario on the same target, before it. */
export async function baselineRuns(
  store: Store,
  run: Pick<Run, 'id' | 'scenarioName' | 'targetName'>,
): Promise<NonNullable<ObjectiveEvidence['reference']>> {
  const { id, scenarioName, targetName } = run;
  const comparable = { scenarioName, targetName, ...COMPARABLE };
  const include = { summaries: true };
  const baseline = await store.prisma.run.findFirst({
    where: { ...comparable, isBaseline: true, id: { not: id } },
    include,
  });
  const before = await store.prisma.run.findMany({
    where: { ...comparable, id: { lt: id } },
    orderBy: { id: 'desc' },
    take: HISTORY,
    include,
  });
  return {
    baseline: baseline === null ? undefined : runsAs(store, `run ${baseline.id}`, [baseline]),
    history:
      before.length === 0
        ? undefined
        : runsAs(
            store,
            before.length === 1 ? 'the latest run' : `the latest ${before.length} runs`,
            before,
          ),
  };
}

function runsAs(
  store: Store,
  name: string,
  runs: readonly (Run & { summaries: readonly SummaryRow[] })[],
): BaselineRuns {
  return {
    name,
    runs: runs.map(({ id, jobLife, summaries }) => ({
      measured: (endpoint) => measuredOf(summaries, endpoint),
      job: (metric) => jobFiguresOf({ jobLife }, metric),
      target: (metric) => readMetricSeries(store.sqlite, id, (series) => series === metric),
    })),
  };
}

/** Of a run's summary rows the one of an endpoint, or of all together (named ''). */
export function measuredOf(
  rows: readonly SummaryRow[],
  endpoint = '',
): MeasuredRequests | undefined {
  const row = rows.find(({ name }) => name === endpoint);
  if (row === undefined) return undefined;
  const { requests, failures, locustFailures, requestsPerSecond } = row;
  return {
    requests,
    failures,
    locustFailures,
    requestsPerSecond: requestsPerSecond ?? undefined,
    response: responseSummaryOf(row),
    service: serviceSummaryOf(row),
    latencies: latenciesOf({ ...row, latencies: row.latencies ?? null }),
  };
}

export function jobFiguresOf(run: Pick<Run, 'jobLife'>, metric: string) {
  return jobLifeOf(run)?.metrics.find(({ name }) => name === metric);
}
