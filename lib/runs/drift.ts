import type { LoadPlan } from '@/lib/plan/load-plan';
import type { Objective } from '@/lib/plan/objective';
import { theilSen } from '@/lib/stats/drift';
import { steadyStretches } from '@/lib/stats/steady-stretches';
import { WindowTally } from '@/lib/stats/window-tally';
import type { Run } from '@/lib/store/generated/client';
import { readMetricSeries } from '@/lib/store/metric-series';
import type { Store } from '@/lib/store/open-store';
import { objectivesOf } from '@/lib/store/rows';
import { readSeconds, type StoredSecond } from '@/lib/store/seconds';
import { hasRole, roleSeries } from '@/lib/verdict/signals/series';
import { loadLevels } from './levels';
import type { RunDrift } from './model';

/** A shorter steady load says nothing of the next hours. */
const MIN_SECONDS = 60;
const MAX_BINS = 120;
const MIN_BIN_SECONDS = 2;
const SURE = 0.01;
const HOUR_MS = 3_600_000;

type Point = { x: number; y: number };

/**
 * How latency, throughput, memory and queue drift while a run's load stands still: the longest steady stretch,
 * in at most 120 bins. Empty where there is no such minute.
 */
export function driftOfRun(
  store: Store,
  run: Pick<Run, 'id' | 'objectives'> & { plan: LoadPlan; durationMs: number },
): RunDrift[] {
  const whole = Math.floor(run.durationMs / 1000);
  const seconds = [...readSeconds(store.sqlite, run.id)].filter(
    ({ tick }) => tick.second * 1000 >= (run.plan.warmUpMs ?? 0) && tick.second < whole,
  );
  const levelAt = loadLevels(run.plan);
  const stretch = steadyStretches(
    seconds.map(({ tick }) => ({ second: tick.second, level: levelAt(tick) })),
  ).sort((a, b) => b.to - b.from - (a.to - a.from))[0];
  if (stretch === undefined || stretch.to - stretch.from < MIN_SECONDS) return [];
  const part = seconds.filter(
    ({ tick }) => tick.second >= stretch.from && tick.second < stretch.to,
  );
  const objectives = objectivesOf(run);
  const limitMs = objectives.find(
    ({ metric, endpoint, of }) => metric === 'p95' && endpoint === undefined && of !== 'service',
  )?.max;
  const [fromMs, toMs] = [stretch.from * 1000, stretch.to * 1000];
  const series = readMetricSeries(store.sqlite, run.id, hasRole);
  const roles = roleSeries(series);
  const gauge = (role: 'memoryBytes' | 'jobQueue'): Point[] =>
    binned(
      (roles[role]?.points ?? [])
        .filter(({ atMs }) => atMs >= fromMs && atMs < toMs)
        .map(({ atMs, value }) => ({ x: atMs, y: value })),
    );
  const end = { endMs: toMs };
  const { p95s, rates } = requestPoints(part);
  return [
    driftIn('p95Ms', p95s, { ...end, limit: limitMs }),
    driftIn('requestsPerSecond', rates, end),
    driftIn('memoryBytes', gauge('memoryBytes'), end),
    driftIn('jobQueue', gauge('jobQueue'), {
      ...end,
      limit: limitOf(objectives, roles.jobQueue?.metric),
    }),
  ].flatMap((drift) => drift ?? []);
}

function driftIn(
  metric: RunDrift['metric'],
  points: readonly Point[],
  { endMs, limit }: { endMs: number; limit?: number },
): RunDrift | undefined {
  const drift = theilSen(points.map(({ x, y }) => ({ x: x / HOUR_MS, y })));
  if (drift === undefined) return undefined;
  const { slope, low, high, intercept, p } = drift;
  const now = intercept + slope * (endMs / HOUR_MS);
  const isSure = p < SURE && low * high > 0;
  const until = (perHour: number): number | undefined =>
    limit === undefined || perHour <= 0
      ? undefined
      : Math.max(0, (limit - now) / perHour) * HOUR_MS;
  return {
    metric,
    p,
    isSure,
    now,
    perHour: slope,
    lowPerHour: low,
    highPerHour: high,
    limit,
    breaksInMs: isSure ? until(slope) : undefined,
    breaksEarliestMs: isSure ? until(high) : undefined,
    breaksLatestMs: isSure ? until(low) : undefined,
    values: points.length,
  };
}

function limitOf(objectives: readonly Objective[], name: string | undefined): number | undefined {
  return objectives.find(
    ({ metric, series }) => metric === 'target' && name !== undefined && series?.startsWith(name),
  )?.max;
}

/** Latency and throughput of the requests of each bin. */
function requestPoints(part: readonly StoredSecond[]): { p95s: Point[]; rates: Point[] } {
  const [p95s, rates]: [Point[], Point[]] = [[], []];
  for (const bin of bins(part)) {
    const x = middleOf(bin);
    const { requests, response } = WindowTally.of(bin.flatMap(({ windows }) => windows));
    rates.push({ x, y: requests / bin.length });
    const us = response.quantile(0.95);
    if (us !== undefined) p95s.push({ x, y: us / 1000 });
  }
  return { p95s, rates };
}

function middleOf(bin: readonly StoredSecond[]): number {
  const [first, last] = [bin[0]?.tick.second ?? 0, bin.at(-1)?.tick.second ?? 0];
  return ((first + last + 1) / 2) * 1000;
}

function bins<Item>(items: readonly Item[]): Item[][] {
  const length = Math.max(MIN_BIN_SECONDS, Math.ceil(items.length / MAX_BINS));
  return Array.from({ length: Math.floor(items.length / length) }, (_, at) =>
    items.slice(at * length, (at + 1) * length),
  );
}

function binned(points: readonly Point[]): Point[] {
  return bins(points).map((bin) => ({
    x: bin.reduce((sum, { x }) => sum + x, 0) / bin.length,
    y: bin.reduce((sum, { y }) => sum + y, 0) / bin.length,
  }));
}
