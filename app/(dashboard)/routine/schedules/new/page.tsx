import type { Metadata } from 'next';
import { formChoices } from '@/app/(dashboard)/routine/schedules/form-choices';
import { ScheduleForm } from '@/components/automation/schedule-form';
import { PageHeader } from '@/components/ui/page';
import { getStore } from '@/lib/store/get-store';

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
