import { deriveSeries, metricsOf } from '@/lib/metrics/derive-series';
import { shownMetrics } from '@/lib/observe/default-metrics';
import { isPartOf } from '@/lib/observe/metric-family';
import type { ScrapeNote } from '@/lib/observe/scrape-note';
import type { Store } from '@/lib/store/open-store';
import { readMetricNames, readMetricSeries } from '@/lib/store/read-metric-series';
import { bucketMsFor } from './accumulator/accumulator';
import { chosenMetrics } from './chosen-metrics';
import type { RunMetrics } from './run-metrics';

interface MetricsQuery {
  /** Only points from then on, ms from the run's start. */
  sinceMs?: number;
  /** The length of a step; the run's own if left out. */
  stepMs?: number;
}

/**
 * The target's own metrics in a run so far, derived for charts on the run's own steps. Undefined when
 * there is no such run.
 */
export async function getRunMetrics(
  store: Store,
  number: number,
  { sinceMs, ...query }: MetricsQuery = {},
): Promise<RunMetrics | undefined> {
  const run = await store.prisma.run.findUnique({
    where: { id: number },
    include: { target: true },
  });
  if (run === null) return undefined;
  const present = metricsOf(readMetricNames(store.sqlite, number));
  const chosen = run.target === null ? undefined : chosenMetrics(run.target);
  const shown = shownMetrics(present, chosen);
  const stepMs = query.stepMs ?? bucketMsFor(run.plannedMs);
  // The step before is read as well: increases are counted from its end.
  const fromMs = sinceMs === undefined ? undefined : Math.floor(sinceMs / stepMs) * stepMs;
  const series = readMetricSeries(store.sqlite, number, isPartOf(new Set(shown)), fromMs);
  return {
    configured: run.target !== null && run.target.metricsUrl !== null,
    targetId: run.targetId ?? undefined,
    present: present.toSorted(),
    shown,
    chosen: chosen !== undefined,
    notes: run.scrapeNotes === null ? [] : (JSON.parse(run.scrapeNotes) as ScrapeNote[]),
    stepMs,
    sinceMs: fromMs,
    charts: shown.flatMap((metric) => {
      const chart = deriveSeries(metric, series, stepMs);
      if (chart === undefined) return [];
      return [{ ...chart, points: chart.points.filter(({ atMs }) => atMs >= (fromMs ?? 0)) }];
    }),
  };
}
