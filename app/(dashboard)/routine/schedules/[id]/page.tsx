import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ScheduleForm } from '@/components/routine/schedule-form';
import { PageHeader } from '@/components/ui/page-header';
import { getStore } from '@/lib/runs/get-store';
import { listSchedules } from '@/lib/runs/list-schedules';
import { formChoices } from '../form-choices';

export const metadata: Metadata = { title: 'Edit schedule' };
export const dynamic = 'force-dynamic';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const store = await getStore();
  const schedule = (await listSchedules(store)).find((one) => String(one.id) === id) ?? notFound();
  return (
    <>
      <PageHeader title={`Edit ${schedule.name}`} />
      <ScheduleForm schedule={schedule} {...(await formChoices(store))} />
    </>
  );
}
