import { endedRun } from '@/lib/compare/compare-runs';
import type { ComparedChange } from '@/lib/compare/model';
import { REPORTED_RUNS } from '@/lib/plan/reported-runs';
import { COMPARED_METRICS, type ComparedMetric } from '@/lib/stats/compare/compare-seconds';
import type { Store } from '@/lib/store/open-store';
import type { CandidateChange } from './compare-page';
import { ALL_ENDPOINTS } from './compared-seconds';
import { measuredOf } from './reference-runs';

type Figures = Partial<Record<ComparedMetric, number>>;

/** What has to be known first where a side was not measured. */
export const REPORTED_DIFFERENCE = {
  field: 'measured',
  words:
    'The reported numbers were never measured: every performance test behind them was skipped. There is no interval, and nothing follows from a difference.',
};

/** What has to be known first where a side's file had figures of the whole run only. */
export const FIGURES_DIFFERENCE = {
  field: 'requests',
  words:
    'Of an imported run only figures of the whole are known: without its seconds there is no interval and no verdict.',
};

/** Whether a side can be resampled: a run whose seconds are stored. */
export async function hasSeconds({ prisma }: Store, key: string): Promise<boolean> {
  if (isReported(key)) return false;
  return (await prisma.window.findFirst({ where: { runId: Number(key) } })) !== null;
}

/** Two sides of which at least one has no seconds: figures beside each other, without interval or verdict. */
export async function compareFigures(
  store: Store,
  base: string,
  candidate: string,
): Promise<Omit<CandidateChange, 'key'>> {
  const [a, b] = [await figuresOf(store, base), await figuresOf(store, candidate)];
  return {
    comparability: [],
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

function isReported(key: string): boolean {
  return REPORTED_RUNS.some((one) => one.key === key);
}

async function figuresOf(store: Store, key: string): Promise<Figures> {
  const reported = REPORTED_RUNS.find((one) => one.key === key);
  if (reported !== undefined) {
    const { meanMs, p95Ms, failureRate, requestsPerSecond } = reported;
    return { mean: meanMs, p95: p95Ms, failureRate, requestsPerSecond };
  }
  const run = await endedRun(store, Number(key));
  const rows = await store.prisma.summary.findMany({ where: { runId: run.id } });
  const measured = measuredOf(rows);
  const { p50Ms, p90Ms, p95Ms, p99Ms, p999Ms, meanMs } = measured?.response ?? {};
  return {
    ...{ p50: p50Ms, p90: p90Ms, p95: p95Ms, p99: p99Ms, p999: p999Ms, mean: meanMs },
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
