import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { pageStore } from '@/app/access';
import { stopSearchAction } from '@/app/actions/capacity';
import { SearchPage } from '@/components/capacity/search/search-page';
import { getSearch } from '@/lib/capacity/search/get-search';
import { isWorkerAlive } from '@/lib/store/queue/workers';

export const dynamic = 'force-dynamic';

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Search ${(await params).id}` };
}

export default async function Page({ params }: Props) {
  const { id } = await params;
  if (!/^\d{1,9}$/.test(id)) notFound();
  const store = await pageStore();
  const search = await getSearch(store, Number(id));
  if (search === undefined) notFound();
  return (
    <SearchPage
      search={search}
      workerAlive={await isWorkerAlive(store, Date.now())}
      stop={stopSearchAction}
    />
  );
}
