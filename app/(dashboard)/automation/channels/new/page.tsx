import type { Metadata } from 'next';
import { pageStore } from '@/app/access';
import { saveChannelAction } from '@/app/actions/automation';
import { ChannelForm } from '@/components/automation/channel-form';
import { PageHeader } from '@/components/ui/page';

export const metadata: Metadata = { title: 'New channel' };

export default async function Page() {
  await pageStore('automation:edit');
  return (
    <>
      <PageHeader title="New channel" />
      <ChannelForm save={saveChannelAction} />
    </>
  );
}
