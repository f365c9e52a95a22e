import type { Metadata } from 'next';
import { pageStore } from '@/app/access';
import { ScheduleForm } from '@/components/automation/schedule-form';
import { PageHeader } from '@/components/ui/page';
import { scheduleFormOptions } from '../form-options';

export const metadata: Metadata = { title: 'New schedule' };
export const dynamic = 'force-dynamic';

export default async function Page() {
  return (
    <>
      <PageHeader title="New schedule" />
      <ScheduleForm {...(await scheduleFormOptions(await pageStore('automation:edit')))} />
    </>
  );
}
