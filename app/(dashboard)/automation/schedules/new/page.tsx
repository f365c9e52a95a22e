import type { Metadata } from 'next';
import { ScheduleForm } from '@/components/automation/schedule-form';
import { PageHeader } from '@/components/ui/page';
import { getStore } from '@/lib/store/get-store';
import { scheduleFormOptions } from '../form-options';

export const metadata: Metadata = { title: 'New schedule' };
export const dynamic = 'force-dynamic';

export default async function Page() {
  return (
    <>
      <PageHeader title="New schedule" />
      <ScheduleForm {...(await scheduleFormOptions(await getStore()))} />
    </>
  );
}
