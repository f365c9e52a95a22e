import type { Metadata } from 'next';
import { deleteRunAction } from '@/app/actions/delete-run';
import { editRunAction } from '@/app/actions/edit-run';
import { HistoryPage } from '@/components/runs/history-page';
import { runQuery } from '@/components/runs/run-query';
import { paramsOf, type SearchParams } from '@/components/ui/search-params';
import { getStore } from '@/lib/runs/get-store';
import { listRuns } from '@/lib/runs/list-runs';

export const metadata: Metadata = { title: 'Runs' };
export const dynamic = 'force-dynamic';

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const query = runQuery(await paramsOf(searchParams));
  const history = await listRuns(await getStore(), query);
  return (
    <HistoryPage history={history} actions={{ edit: editRunAction, remove: deleteRunAction }} />
  );
}
