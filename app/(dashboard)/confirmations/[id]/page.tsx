import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { pageStore } from '@/app/access';
import { addPairsAction, stopConfirmationAction } from '@/app/actions/confirmations';
import { ConfirmationPage } from '@/components/confirmations/confirmation-page';
import { getConfirmation } from '@/lib/confirmations/get-confirmation';
import { isWorkerAlive } from '@/lib/store/queue/workers';

export const dynamic = 'force-dynamic';

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Confirmation ${(await params).id}` };
}

export default async function Page({ params }: Props) {
  const { id } = await params;
  if (!/^\d{1,9}$/.test(id)) notFound();
  const store = await pageStore();
  const confirmation = await getConfirmation(store, Number(id));
  if (confirmation === undefined) notFound();
  return (
    <ConfirmationPage
      confirmation={confirmation}
      workerAlive={await isWorkerAlive(store, Date.now())}
      stop={stopConfirmationAction}
      addPairs={addPairsAction}
    />
  );
}
