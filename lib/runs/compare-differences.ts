import type { Store } from '@/lib/store/open-store';
import { comparability } from './comparability';
import type { CompareSide } from './compare-page';
import type { CompareQuery } from './compare-query';
import { endedRun } from './compare-runs';
import { REPORTED_DIFFERENCE } from './compare-with-reported';
import type { Difference } from './comparison';

/** In what each of the other sides differs from the reference, besides what it measured. */
export async function compareDifferences(
  store: Store,
  sides: readonly CompareSide[],
  { reference }: Pick<CompareQuery, 'reference'>,
): Promise<{ key: string; differences: Difference[] }[]> {
  const base = sides.find(({ key }) => key === reference);
  if (base === undefined) return [];
  const others = sides.filter(({ key }) => key !== reference);
  return Promise.all(
    others.map(async (side) => ({
      key: side.key,
      differences:
        base.kind === 'run' && side.kind === 'run'
          ? comparability(
              await endedRun(store, base.run.number),
              await endedRun(store, side.run.number),
            )
          : [
              {
                ...REPORTED_DIFFERENCE,
                base: kindWords(base),
                candidate: kindWords(side),
              },
            ],
    })),
  );
}

function kindWords({ kind }: CompareSide): string {
  return kind === 'run' ? 'measured' : 'reported';
}
