import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { pageStore } from '@/app/access';
import { ScheduleForm } from '@/components/automation/schedule-form';
import { PageHeader } from '@/components/ui/page';
import { listSchedules } from '@/lib/automation/schedules';
import { scheduleFormOptions } from '../form-options';

export const metadata: Metadata = { title: 'Edit schedule' };
export const dynamic = 'force-dynamic';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const store = await pageStore('automation:edit');
  const schedule = (await listSchedules(store)).find((one) => String(one.id) === id) ?? notFound();
  return (
    <>
      <PageHeader title={`Edit ${schedule.name}`} />
      <ScheduleForm schedule={schedule} {...(await scheduleFormOptions(store))} />
    </>
  );
}
