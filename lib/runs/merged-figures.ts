import { remember } from '@/lib/core/memoize';
import { type ComparedMetric, compareSeconds } from '@/lib/stats/compare/compare-seconds';
import type { ComparedSecond } from '@/lib/stats/compare/second-table';
import type { Run } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { comparedSeconds } from './compared-seconds';

type ComparedRows = Pick<Run, 'id' | 'plan' | 'durationMs'>;

/** What several runs of each side measured together, by endpoint and metric; latencies are µs. */
export interface MergedFigures {
  of(endpoint: string, metric: ComparedMetric): { base?: number; candidate?: number };
}

/** Percentiles of the merged histograms of all runs of a side, never averages of theirs. */
export function mergedFigures(
  store: Store,
  base: readonly ComparedRows[],
  candidate: readonly ComparedRows[],
): Promise<MergedFigures> {
  const ids = [base, candidate].map((runs) => runs.map(({ id }) => id).join(','));
  return remember(store, `merged ${ids.join(' ')}`, async () => {
    const [a, b] = [await allSeconds(store, base), await allSeconds(store, candidate)];
    const found = new Map(
      [...a.keys()].map((name) => [
        name,
        compareSeconds(a.get(name) ?? [], b.get(name) ?? [], { resamples: 0 }).metrics,
      ]),
    );
    return {
      of: (endpoint, metric) => found.get(endpoint)?.find((one) => one.metric === metric) ?? {},
    };
  });
}

async function allSeconds(
  store: Store,
  runs: readonly ComparedRows[],
): Promise<Map<string, ComparedSecond[]>> {
  const all = new Map<string, ComparedSecond[]>();
  for (const run of runs)
    for (const [name, seconds] of await comparedSeconds(store, run))
      all.set(name, [...(all.get(name) ?? []), ...seconds]);
  return all;
}
