import { planSummary } from '@/lib/plan/labels';
import type { Store } from '@/lib/store/open-store';
import { planOf } from '@/lib/store/rows';
import { trendDeployments } from './deployments';
import {
  TREND_METRICS,
  type TrendChoice,
  type TrendMetric,
  type TrendPage,
  type TrendSeries,
} from './model';
import { trendOf } from './trend';

export interface TrendQuery {
  scenario?: string;
  target?: string;
  planHash?: string;
  metric?: string;
}

const ALWAYS: readonly TrendMetric[] = ['p95', 'failureRate', 'requestsPerSecond'];

/**
 * The trend of one metric over runs that are alike, with failure rate and throughput beside it. What the
 * query does not say is chosen: the runs that were last added to, and p95.
 */
export async function getTrendPage(store: Store, query: TrendQuery): Promise<TrendPage> {
  const choices = await trendChoices(store);
  const metric = TREND_METRICS.find((name) => name === query.metric) ?? 'p95';
  const fits = (choice: TrendChoice, keys: readonly (keyof TrendQuery & keyof TrendChoice)[]) =>
    keys.every((key) => query[key] === undefined || choice[key] === query[key]);
  const chosen =
    choices.find((choice) => fits(choice, ['scenario', 'target', 'planHash'])) ??
    choices.find((choice) => fits(choice, ['scenario', 'target'])) ??
    choices.find((choice) => fits(choice, ['scenario'])) ??
    choices[0];
  if (chosen === undefined) return { choices, metric, series: [], deployments: [], pending: [] };
  const { scenario, target, planHash } = chosen;
  const series: TrendSeries[] = [];
  for (const name of [metric, ...ALWAYS.filter((one) => one !== metric)])
    series.push(...(await trendOf(store, scenario, name, { target, planHash })));
  const points = series[0]?.points ?? [];
  return { choices, chosen, metric, series, ...(await trendDeployments(store, target, points)) };
}

/** By scenario, target and plan, those that were last added to first. */
async function trendChoices({ prisma }: Store): Promise<TrendChoice[]> {
  const groups = await prisma.run.groupBy({
    by: ['scenarioName', 'targetName', 'planHash'],
    where: { status: 'finished', requests: { gt: 0 }, suiteId: null, searchId: null },
    _count: true,
    _max: { id: true },
    orderBy: { _max: { id: 'desc' } },
  });
  const last = await prisma.run.findMany({
    where: { id: { in: groups.flatMap(({ _max }) => _max.id ?? []) } },
    select: { id: true, plan: true },
  });
  return groups.map(({ scenarioName, targetName, planHash, _count, _max }) => {
    const run = last.find(({ id }) => id === _max.id);
    return {
      scenario: scenarioName,
      target: targetName,
      planHash,
      runs: _count,
      plan: run === undefined ? '' : planSummary(planOf(run)),
    };
  });
}
