import type { LoadRun } from '@/lib/engine/run-load';
import { DEFAULT_METRICS, isPartOf, type ScrapeNote } from '@/lib/metrics/model';
import { createScraper, type Scraper } from '@/lib/metrics/scraper';
import { maskOf, type TargetEndpoint } from '@/lib/plan/connection';
import type { Run } from '@/lib/store/generated/client';
import { openMetricWriter } from '@/lib/store/metric-series';
import type { Store } from '@/lib/store/open-store';
import { objectivesOf, planOf, shownMetricsOf } from '@/lib/store/rows';

/** Where metrics are, and the target whose credentials must not be in them. */
interface WatchedTarget {
  metricsUrl?: string;
  endpoint: TargetEndpoint;
}

/**
 * Scrapes the metrics of a run's target, where it has an address for them, from now until the function that
 * it returns is called; that settles within a second, whatever the target does, and may be called twice.
 */
export function watchMetrics(
  store: Store,
  run: Run,
  load: Pick<LoadRun, 'elapsedMs'>,
  watched: WatchedTarget,
): () => Promise<void> {
  let stopped = false;
  const starting = startScraper(store, run, load, watched, () => stopped).catch(() => undefined);
  return async () => {
    stopped = true;
    await (await starting)?.stop();
  };
}

async function startScraper(
  store: Store,
  run: Run,
  load: Pick<LoadRun, 'elapsedMs'>,
  { metricsUrl, endpoint }: WatchedTarget,
  isStopped: () => boolean,
): Promise<Scraper | undefined> {
  if (run.targetId === null || metricsUrl === undefined) return undefined;
  const target = await store.prisma.target.findUnique({ where: { id: run.targetId } });
  if (target === null || isStopped()) return undefined;
  const writer = openMetricWriter(store.sqlite, run.id);
  const chosen = shownMetricsOf(target) ?? DEFAULT_METRICS;
  return createScraper({
    url: metricsUrl,
    allowedHosts: endpoint.allowedHosts,
    mask: maskOf(endpoint),
    isWanted: isPartOf(new Set([...chosen, ...judgedMetrics(run)])),
    nowMs: load.elapsedMs,
    keep: ({ atMs, series, values }) => writer.write(atMs, series, values),
    onNotes: noteKeeper(store, run.id),
  });
}

/** Keeps notes while the run lasts, for its page. A database that is busy gets them with the next one. */
function noteKeeper(store: Store, runId: number): (notes: ScrapeNote[]) => void {
  const update = store.sqlite.prepare('UPDATE "Run" SET "scrapeNotes" = ? WHERE "id" = ?');
  return (notes) => {
    try {
      update.run(JSON.stringify(notes), runId);
    } catch {
      // The run's own seconds go into the same database: what is wrong with it ends the run.
    }
  };
}

/** The metrics that the run's objectives are about: they must not be among those left out. */
function judgedMetrics(run: Run): string[] {
  return [...(planOf(run).objectives ?? []), ...objectivesOf(run)].flatMap(({ series }) =>
    series === undefined ? [] : [series.replace(/\{.*$/s, '').trim()],
  );
}
