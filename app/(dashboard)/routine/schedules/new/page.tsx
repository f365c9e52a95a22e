import type { Metadata } from 'next';
import { ScheduleForm } from '@/components/routine/schedule-form';
import { PageHeader } from '@/components/ui/page-header';
import { getStore } from '@/lib/runs/get-store';
import { formChoices } from '../form-choices';

export const metadata: Metadata = { title: 'New schedule' };
export const dynamic = 'force-dynamic';

export default async function Page() {
  return (
    <>
      <PageHeader title="New schedule" />
      <ScheduleForm {...(await formChoices(await getStore()))} />
    </>
  );
}
