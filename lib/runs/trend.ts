import { PlimsollError } from '@/lib/errors/plimsoll-error';
import { type ChangePoint, changePoints } from '@/lib/stats/change-points';
import type { Store } from '@/lib/store/open-store';

export const TREND_METRICS = ['p50', 'p95', 'p99', 'failureRate', 'requestsPerSecond'] as const;
export type TrendMetric = (typeof TREND_METRICS)[number];

/** One run of a series: latencies are ms. */
export interface TrendPoint {
  run: number;
  startedAt: string;
  value: number;
  validity?: string;
  targetBuild?: string;
}

/** Runs alike in scenario, target and plan, oldest first, and where their metric changed. */
export interface TrendSeries {
  scenario: string;
  target: string;
  planHash: string;
  points: TrendPoint[];
  changes: (ChangePoint & { run: number })[];
}

const MAX_POINTS = 200;

/**
 * A metric over the finished runs of a scenario (its name or slug), a series for each target and plan: only
 * like is laid beside like. Throws `not-found` when there is no run of it.
 */
export async function trendOf(
  { prisma }: Store,
  scenario: string,
  metric: TrendMetric,
): Promise<TrendSeries[]> {
  const known = await prisma.scenario.findFirst({
    where: { OR: [{ slug: scenario }, { name: scenario }] },
  });
  const runs = await prisma.run.findMany({
    where: { scenarioName: known?.name ?? scenario, status: 'finished' },
    orderBy: { id: 'asc' },
  });
  if (runs.length === 0)
    throw new PlimsollError('not-found', `There is no finished run of "${scenario}".`);
  const series = new Map<string, TrendSeries>();
  for (const run of runs) {
    const key = JSON.stringify([run.targetName, run.planHash]);
    const { scenarioName, targetName: target, planHash } = run;
    const one = series.get(key) ?? {
      ...{ scenario: scenarioName, target, planHash, points: [], changes: [] },
    };
    series.set(key, one);
    const value = { ...run, p50: run.p50Ms, p95: run.p95Ms, p99: run.p99Ms }[metric];
    if (value === null || run.validity === 'invalid') continue;
    one.points.push({
      ...{ run: run.id, value, startedAt: (run.startedAt ?? run.queuedAt).toISOString() },
      validity: run.validity ?? undefined,
      targetBuild: buildOf(run.environment),
    });
  }
  return [...series.values()].map((one) => {
    const points = one.points.slice(-MAX_POINTS);
    const changes = changePoints(points.map(({ value }) => value)).map((change) => ({
      ...change,
      run: points[change.index]?.run ?? 0,
    }));
    return { ...one, points, changes };
  });
}

/** Where a plain series changed. */
export function trendOfPoints(points: number[]): { points: number[]; changes: ChangePoint[] } {
  return { points, changes: changePoints(points) };
}

function buildOf(environment: string | null): string | undefined {
  if (environment === null) return undefined;
  return (JSON.parse(environment) as { target?: string }).target;
}
