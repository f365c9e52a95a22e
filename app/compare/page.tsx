import type { Metadata } from 'next';
import { ComparePage } from '@/components/compare/compare-page';
import { CompareStart } from '@/components/compare/compare-start';
import { paramsOf, type SearchParams } from '@/components/ui/search-params';
import { PlimsollError } from '@/lib/errors/plimsoll-error';
import { compareCandidates } from '@/lib/runs/compare-candidates';
import { compareDifferences } from '@/lib/runs/compare-differences';
import type { CompareSide } from '@/lib/runs/compare-page';
import { compareQuery } from '@/lib/runs/compare-query';
import { compareSides } from '@/lib/runs/compare-sides';
import { getStore } from '@/lib/runs/get-store';
import { listCompareChoices, suggestComparisons } from '@/lib/runs/list-compare-choices';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = { title: 'Compare' };

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const store = await getStore();
  const query = compareQuery(await paramsOf(searchParams));
  const start = async (problems: readonly string[]) => (
    <CompareStart problems={problems} suggestions={await suggestComparisons(store)} />
  );
  if (query.keys.length < 2) return start(query.problems);
  let sides: CompareSide[];
  try {
    sides = await compareSides(store, query.keys);
  } catch (error) {
    if (error instanceof PlimsollError) return start([error.message]);
    throw error;
  }
  return (
    <ComparePage
      query={query}
      sides={sides}
      differences={await compareDifferences(store, sides, query)}
      changes={compareCandidates(store, query)}
      choices={await listCompareChoices(store)}
    />
  );
}
