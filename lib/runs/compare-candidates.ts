import { REPORTED_RUNS } from '@/lib/plan/reported-runs';
import type { Store } from '@/lib/store/open-store';
import type { CandidateChange } from './compare-page';
import type { CompareQuery } from './compare-query';
import { compareRuns } from './compare-runs';
import { compareWithReported } from './compare-with-reported';

/** What changed from the reference to each of the others, in their order. Throws as `compareRuns` does. */
export async function compareCandidates(
  store: Store,
  { keys, reference, margin }: Pick<CompareQuery, 'keys' | 'reference' | 'margin'>,
): Promise<CandidateChange[]> {
  const changes: CandidateChange[] = [];
  for (const key of keys) {
    if (key === reference) continue;
    const isReported = REPORTED_RUNS.some((one) => one.key === key || one.key === reference);
    changes.push({
      key,
      ...(isReported
        ? await compareWithReported(store, reference, key)
        : await compareRuns(store, Number(reference), Number(key), margin)),
    });
  }
  return changes;
}
