import type { Metadata } from 'next';
import { pageStore } from '@/app/access';
import { saveTargetAction, testTargetAction } from '@/app/actions/targets';
import { TargetForm } from '@/components/targets/target-form';
import { PageHeader } from '@/components/ui/page';

export const metadata: Metadata = { title: 'New target' };

export default async function Page() {
  await pageStore('targets:edit');
  return (
    <>
      <PageHeader title="New target" />
      <TargetForm save={saveTargetAction} test={testTargetAction} />
    </>
  );
}
