import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { saveChannelAction } from '@/app/actions/save-channel';
import { ChannelForm } from '@/components/routine/channel-form';
import { PageHeader } from '@/components/ui/page-header';
import { listChannels } from '@/lib/runs/channels';
import { getStore } from '@/lib/runs/get-store';

export const metadata: Metadata = { title: 'Edit channel' };
export const dynamic = 'force-dynamic';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const channels = await listChannels(await getStore());
  const channel = channels.find((one) => String(one.id) === id) ?? notFound();
  return (
    <>
      <PageHeader title={`Edit ${channel.name}`} />
      <ChannelForm channel={channel} save={saveChannelAction} />
    </>
  );
}
