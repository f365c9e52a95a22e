import type { Metadata } from 'next';
import { pageStore } from '@/app/access';
import { startConfirmationAction } from '@/app/actions/confirmations';
import { ComparePage } from '@/components/compare/compare-page';
import { CompareStart } from '@/components/compare/compare-start';
import { ConfirmDialog } from '@/components/confirmations/confirm-dialog';
import { paramsOf, type SearchParams } from '@/components/ui/search-params';
import { listCompareChoices, suggestComparisons } from '@/lib/compare/choices';
import { compareCandidates, compareDifferences, compareSides } from '@/lib/compare/compare-sides';
import {
  type CompareQuery,
  type CompareSide,
  compareQuery,
  type MeasuredSide,
} from '@/lib/compare/model';
import { listConfirmations } from '@/lib/confirmations/confirmations';
import { PlimsollError } from '@/lib/core/errors';
import { listTargets } from '@/lib/targets/targets';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = { title: 'Compare' };

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const store = await pageStore();
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
      confirmations={await confirmationsOf(sides, query.baseline)}
      action={<ConfirmAction sides={sides} query={query} />}
    />
  );
}

interface Sides {
  sides: readonly CompareSide[];
  query: Pick<CompareQuery, 'baseline' | 'margin'>;
}

/** The baseline and the first run beside it, where both were measured here. */
function pairOf(sides: readonly CompareSide[], baseline: string) {
  const runs = sides.flatMap((side) => (side.kind === 'run' ? [side] : []));
  const base = runs.find(({ key }) => key === baseline);
  const candidate = runs.find(({ key }) => key !== baseline);
  return base === undefined || candidate === undefined ? undefined : { base, candidate };
}

async function ConfirmAction({ sides, query }: Sides) {
  const pair = pairOf(sides, query.baseline);
  if (pair === undefined) return null;
  const runOf = ({ run }: MeasuredSide) => ({
    number: run.number,
    target: run.target,
    durationMs: run.durationMs,
  });
  return (
    <ConfirmDialog
      key={`${pair.base.key} ${pair.candidate.key}`}
      base={runOf(pair.base)}
      candidate={runOf(pair.candidate)}
      margin={query.margin}
      targets={await listTargets(await pageStore())}
      confirm={startConfirmationAction}
    />
  );
}

async function confirmationsOf(sides: readonly CompareSide[], baseline: string) {
  const pair = pairOf(sides, baseline);
  if (pair === undefined) return [];
  return listConfirmations(await pageStore(), pair.base.run.number, pair.candidate.run.number);
}
