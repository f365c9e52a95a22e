import type { Metadata } from 'next';
import { saveTargetAction, testTargetAction } from '@/app/actions/targets';
import { TargetForm } from '@/components/targets/target-form';
import { PageHeader } from '@/components/ui/page';

export const metadata: Metadata = { title: 'New target' };

export default function Page() {
  return (
    <>
      <PageHeader title="New target" />
      <TargetForm save={saveTargetAction} test={testTargetAction} />
    </>
  );
}
