import { REPORTED_RUNS } from '@/lib/plan/reported-runs';
import { COMPARED_METRICS, type ComparedMetric } from '@/lib/stats/compare/compare-seconds';
import type { Store } from '@/lib/store/open-store';
import type { CandidateChange } from './compare-page';
import { endedRun } from './compare-runs';
import { ALL_ENDPOINTS } from './compared-seconds';
import type { ComparedChange } from './comparison';
import { measuredOf } from './reference-runs';

type Figures = Partial<Record<ComparedMetric, number>>;

/** What has to be known first where a side was not measured. */
export const REPORTED_DIFFERENCE = {
  field: 'measured',
  words:
    'The reported numbers were never measured: every performance test behind them was skipped. There is no interval, and nothing follows from a difference.',
};

/** Two sides of which at least one is only reported: figures beside each other, without interval or verdict. */
export async function compareWithReported(
  store: Store,
  base: string,
  candidate: string,
): Promise<Omit<CandidateChange, 'key'>> {
  const [a, b] = [await figuresOf(store, base), await figuresOf(store, candidate)];
  const words = (key: string) => (isReported(key) ? 'reported' : 'measured');
  return {
    comparability: [{ ...REPORTED_DIFFERENCE, base: words(base), candidate: words(candidate) }],
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
