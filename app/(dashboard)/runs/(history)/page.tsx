import type { Metadata } from 'next';
import { pageStore } from '@/app/access';
import { deleteRunAction, editRunAction } from '@/app/actions/runs';
import { HistoryPage } from '@/components/runs/history/history-page';
import { runQuery } from '@/components/runs/history/run-query';
import { paramsOf, type SearchParams } from '@/components/ui/search-params';
import { listRuns } from '@/lib/runs/list-runs';

export const metadata: Metadata = { title: 'Runs' };
export const dynamic = 'force-dynamic';

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const query = runQuery(await paramsOf(searchParams));
  const history = await listRuns(await pageStore(), query);
  return (
    <HistoryPage history={history} actions={{ edit: editRunAction, remove: deleteRunAction }} />
  );
}
