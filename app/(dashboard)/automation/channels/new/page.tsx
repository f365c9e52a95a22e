import type { Metadata } from 'next';
import { saveChannelAction } from '@/app/actions/automation';
import { ChannelForm } from '@/components/automation/channel-form';
import { PageHeader } from '@/components/ui/page';

export const metadata: Metadata = { title: 'New channel' };

export default function Page() {
  return (
    <>
      <PageHeader title="New channel" />
      <ChannelForm save={saveChannelAction} />
    </>
  );
}
