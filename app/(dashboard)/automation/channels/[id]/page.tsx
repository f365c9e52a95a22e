import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { pageStore } from '@/app/access';
import { saveChannelAction } from '@/app/actions/automation';
import { ChannelForm } from '@/components/automation/channel-form';
import { PageHeader } from '@/components/ui/page';
import { listChannels } from '@/lib/automation/channels';

export const metadata: Metadata = { title: 'Edit channel' };
export const dynamic = 'force-dynamic';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const channels = await listChannels(await pageStore('automation:edit'));
  const channel = channels.find((one) => String(one.id) === id) ?? notFound();
  return (
    <>
      <PageHeader title={`Edit ${channel.name}`} />
      <ChannelForm channel={channel} save={saveChannelAction} />
    </>
  );
}
