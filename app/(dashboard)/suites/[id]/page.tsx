import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { pageStore } from '@/app/access';
import { startSuiteAction, stopSuiteAction } from '@/app/actions/suites';
import { SuiteDetail } from '@/components/suites/suite-detail';
import { isWorkerAlive } from '@/lib/store/queue/workers';
import { getSuite } from '@/lib/suites/suites';

export const dynamic = 'force-dynamic';

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Suite ${(await params).id}` };
}

export default async function Page({ params }: Props) {
  const { id } = await params;
  if (!/^\d{1,9}$/.test(id)) notFound();
  const store = await pageStore();
  const suite = await getSuite(store, Number(id));
  if (suite === undefined) notFound();
  return (
    <SuiteDetail
      suite={suite}
      workerAlive={await isWorkerAlive(store, Date.now())}
      start={startSuiteAction}
      stop={stopSuiteAction}
    />
  );
}
