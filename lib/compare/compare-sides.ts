import { PlimsollError } from '@/lib/core/errors';
import { measuredOf } from '@/lib/runs/baseline-runs';
import { getRunMetrics } from '@/lib/runs/metrics';
import { ALL_ENDPOINTS, accumulateRun, errorGroups } from '@/lib/runs/seconds';
import { PUBLISHED_RUNS } from '@/lib/scenarios/model';
import { COMPARED_METRICS, type ComparedMetric } from '@/lib/stats/compare/compare-seconds';
import { distributionOf } from '@/lib/stats/histogram';
import type { Run } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { runStatusOf } from '@/lib/store/rows';
import { comparability } from './comparability';
import { comparedRun, compareRuns, endedRun } from './compare-runs';
import type {
  CandidateChange,
  ComparedChange,
  CompareQuery,
  CompareSide,
  Difference,
  MeasuredSide,
} from './model';

/**
 * Everything that laying runs side by side shows, but for the statistics. `keys` are numbers of runs and
 * keys of reported ones. Throws `not-found`, or `conflict` for a run that has not ended.
 */
export async function compareSides(store: Store, keys: readonly string[]): Promise<CompareSide[]> {
  const rows = await Promise.all(keys.map((key) => sideRow(store, key)));
  const longest = Math.max(0, ...rows.flatMap((row) => (isPublished(row) ? [] : row.plannedMs)));
  return Promise.all(
    rows.map((row, index) =>
      isPublished(row)
        ? { kind: 'reported' as const, key: row.key, reported: row }
        : measuredSide(store, row, keys[index] ?? '', longest),
    ),
  );
}

type Row = Run | (typeof PUBLISHED_RUNS)[number];

function isPublished(row: Row): row is (typeof PUBLISHED_RUNS)[number] {
  return 'key' in row;
}

async function sideRow(store: Store, key: string): Promise<Row> {
  const reported = PUBLISHED_RUNS.find((one) => one.key === key);
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
    status: runStatusOf(run),
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

/** What changed from the baseline to each of the others, in their order. Throws as `compareRuns` does. */
export async function compareCandidates(
  store: Store,
  { keys, baseline, margin }: Pick<CompareQuery, 'keys' | 'baseline' | 'margin'>,
): Promise<CandidateChange[]> {
  const changes: CandidateChange[] = [];
  for (const key of keys) {
    if (key === baseline) continue;
    const bothMeasured = (await hasSeconds(store, baseline)) && (await hasSeconds(store, key));
    changes.push({
      key,
      ...(bothMeasured
        ? await compareRuns(store, Number(baseline), Number(key), margin)
        : await compareFigures(store, baseline, key)),
    });
  }
  return changes;
}

/** In what each of the other sides differs from the baseline, besides what it measured. */
export async function compareDifferences(
  store: Store,
  sides: readonly CompareSide[],
  { baseline }: Pick<CompareQuery, 'baseline'>,
): Promise<{ key: string; differences: Difference[] }[]> {
  const base = sides.find(({ key }) => key === baseline);
  if (base === undefined) return [];
  const others = sides.filter(({ key }) => key !== baseline);
  return Promise.all(
    others.map(async (side) => ({
      key: side.key,
      differences: await differencesOf(store, base, side),
    })),
  );
}

async function differencesOf(
  store: Store,
  base: CompareSide,
  side: CompareSide,
): Promise<Difference[]> {
  if (base.kind !== 'run' || side.kind !== 'run')
    return [{ ...PUBLISHED_DIFFERENCE, base: kindLabel(base), candidate: kindLabel(side) }];
  const words = async ({ key }: CompareSide) =>
    (await hasSeconds(store, key)) ? 'known' : 'not in the file';
  const [ours, theirs] = [await words(base), await words(side)];
  return [
    ...(ours === 'known' && theirs === 'known'
      ? []
      : [{ ...FIGURES_DIFFERENCE, base: ours, candidate: theirs }]),
    ...comparability(
      store,
      await endedRun(store, base.run.number),
      await endedRun(store, side.run.number),
    ),
  ];
}

function kindLabel({ kind }: CompareSide): string {
  return kind === 'run' ? 'measured' : 'reported';
}

type Figures = Partial<Record<ComparedMetric, number>>;

/** What has to be known first where a side was not measured. */
const PUBLISHED_DIFFERENCE = {
  field: 'measured',
  words:
    'The published figures were never measured: every performance test behind them was skipped. They have no confidence interval, and a difference proves nothing.',
};

/** What has to be known first where a side's file had figures of the whole run only. */
const FIGURES_DIFFERENCE = {
  field: 'requests',
  words:
    'The imported run has summary figures only. Without per-second data there is no confidence interval and no verdict.',
};

/** Whether a side can be resampled: a run whose seconds are stored. */
async function hasSeconds({ prisma }: Store, key: string): Promise<boolean> {
  if (isPublishedSide(key)) return false;
  return (await prisma.window.findFirst({ where: { runId: Number(key) } })) !== null;
}

/** Two sides of which at least one has no seconds: figures beside each other, without interval or verdict. */
async function compareFigures(
  store: Store,
  base: string,
  candidate: string,
): Promise<Omit<CandidateChange, 'key'>> {
  const [a, b] = [await figuresOf(store, base), await figuresOf(store, candidate)];
  return {
    comparability: [],
    obstacles: [],
    endpoints: [
      {
        name: ALL_ENDPOINTS,
        metrics: COMPARED_METRICS.map((metric) => changeOf(metric, a[metric], b[metric])),
        shift: [],
      },
    ],
    onlyInBase: [],
    onlyInCandidate: [],
  };
}

function isPublishedSide(key: string): boolean {
  return PUBLISHED_RUNS.some((one) => one.key === key);
}

async function figuresOf(store: Store, key: string): Promise<Figures> {
  const reported = PUBLISHED_RUNS.find((one) => one.key === key);
  if (reported !== undefined) {
    const { meanMs, p95Ms, failureRate, requestsPerSecond } = reported;
    return { mean: meanMs, p95: p95Ms, failureRate, requestsPerSecond };
  }
  const run = await endedRun(store, Number(key));
  const rows = await store.prisma.summary.findMany({ where: { runId: run.id } });
  const measured = measuredOf(rows);
  const { p50Ms, p90Ms, p95Ms, p99Ms, p999Ms, meanMs } = measured?.response ?? {};
  return {
    p50: p50Ms,
    p90: p90Ms,
    p95: p95Ms,
    p99: p99Ms,
    p999: p999Ms,
    mean: meanMs,
    failureRate: run.failureRate ?? undefined,
    requestsPerSecond: run.requestsPerSecond ?? undefined,
  };
}

function changeOf(
  metric: ComparedMetric,
  base: number | undefined,
  candidate: number | undefined,
): ComparedChange {
  const verdict = 'inconclusive' as const;
  if (base === undefined || candidate === undefined || base === 0)
    return { metric, base, candidate, verdict };
  const change = metric === 'failureRate' ? candidate - base : candidate / base - 1;
  return { metric, base, candidate, change, verdict };
}
