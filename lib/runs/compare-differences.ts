import { endedRun } from '@/lib/compare/compare-runs';
import type { Difference } from '@/lib/compare/model';
import type { Store } from '@/lib/store/open-store';
import { comparability } from './comparability';
import { FIGURES_DIFFERENCE, hasSeconds, REPORTED_DIFFERENCE } from './compare-figures';
import type { CompareSide } from './compare-page';
import type { CompareQuery } from './compare-query';

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
      differences: await differencesOf(store, base, side),
    })),
  );
}

async function differencesOf(
  store: Store,
  base: CompareSide,
  side: CompareSide,
): Promise<Difference[]> {
  if (base.kind !== 'run' || side.kind !== 'run')
    return [{ ...REPORTED_DIFFERENCE, base: kindWords(base), candidate: kindWords(side) }];
  const words = async ({ key }: CompareSide) =>
    (await hasSeconds(store, key)) ? 'known' : 'not in the file';
  const [ours, theirs] = [await words(base), await words(side)];
  return [
    ...(ours === 'known' && theirs === 'known'
      ? []
      : [{ ...FIGURES_DIFFERENCE, base: ours, candidate: theirs }]),
    ...comparability(
      await endedRun(store, base.run.number),
      await endedRun(store, side.run.number),
    ),
  ];
}

function kindWords({ kind }: CompareSide): string {
  return kind === 'run' ? 'measured' : 'reported';
}
