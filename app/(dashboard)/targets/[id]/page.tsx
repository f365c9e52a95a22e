import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { pageStore } from '@/app/access';
import { saveTargetAction, testTargetAction } from '@/app/actions/targets';
import { TargetForm } from '@/components/targets/target-form';
import { PageHeader } from '@/components/ui/page';
import { listTargets } from '@/lib/targets/targets';

export const metadata: Metadata = { title: 'Edit target' };
export const dynamic = 'force-dynamic';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const targets = await listTargets(await pageStore('targets:edit'));
  const target = targets.find((candidate) => String(candidate.id) === id) ?? notFound();
  return (
    <>
      <PageHeader title={`Edit ${target.name}`} />
      <TargetForm target={target} save={saveTargetAction} test={testTargetAction} />
    </>
  );
}
