import { compareRuns } from '@/lib/compare/compare-runs';
import type { Store } from '@/lib/store/open-store';
import { compareFigures, hasSeconds } from './compare-figures';
import type { CandidateChange } from './compare-page';
import type { CompareQuery } from './compare-query';

/** What changed from the reference to each of the others, in their order. Throws as `compareRuns` does. */
export async function compareCandidates(
  store: Store,
  { keys, reference, margin }: Pick<CompareQuery, 'keys' | 'reference' | 'margin'>,
): Promise<CandidateChange[]> {
  const changes: CandidateChange[] = [];
  for (const key of keys) {
    if (key === reference) continue;
    const bothMeasured = (await hasSeconds(store, reference)) && (await hasSeconds(store, key));
    changes.push({
      key,
      ...(bothMeasured
        ? await compareRuns(store, Number(reference), Number(key), margin)
        : await compareFigures(store, reference, key)),
    });
  }
  return changes;
}
