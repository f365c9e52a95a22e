import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/problems';
import { deriveSeries, metricsOf } from '@/lib/metrics/derive-series';
import { isPartOf, shownMetrics } from '@/lib/metrics/model';
import { readMetricNames, readMetricSeries } from '@/lib/store/metric-series';
import type { Store } from '@/lib/store/open-store';
import { scrapeNotesOf, shownMetricsOf } from '@/lib/store/rows';
import { bucketMsFor } from './accumulator/accumulator';
import type { RunMetrics } from './model';

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
  const chosen = run.target === null ? undefined : shownMetricsOf(run.target);
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
    notes: scrapeNotesOf(run),
    stepMs,
    sinceMs: fromMs,
    charts: shown.flatMap((metric) => {
      const chart = deriveSeries(metric, series, stepMs);
      if (chart === undefined) return [];
      return [{ ...chart, points: chart.points.filter(({ atMs }) => atMs >= (fromMs ?? 0)) }];
    }),
  };
}

const choiceSchema = z
  .array(z.string('must be a string.').min(1, 'is required.').max(300, 'is too long.'))
  .max(40, 'must not exceed 40 metrics.')
  .nullable();

/** Chooses them; null goes back to the usual ones. Throws `invalid-input` or `not-found`. */
export async function chooseMetrics(store: Store, targetId: number, choice: unknown) {
  const names = parseInput(choiceSchema, choice, 'The metric selection is not valid.');
  const shownMetrics = names === null ? null : JSON.stringify([...new Set(names)]);
  const { count } = await store.prisma.target.updateMany({
    where: { id: targetId },
    data: { shownMetrics },
  });
  if (count === 0) throw new PlimsollError('not-found', `There is no target ${targetId}.`);
}
