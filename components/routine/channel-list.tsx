'use client';

import type { RoutineActions } from '@/components/automation/automation-actions';
import { ButtonLink } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import type { ChannelView } from '@/lib/automation/channels';
import { ChannelRow } from './channel-row';

interface ChannelListProps {
  channels: readonly ChannelView[];
  actions: RoutineActions;
}

export function ChannelList({ channels, actions }: ChannelListProps) {
  if (channels.length === 0)
    return (
      <Empty
        title="Nobody is told yet"
        action={<ButtonLink href="/routine/channels/new">New channel</ButtonLink>}
      >
        A webhook, or a Slack channel, is told when objectives are broken, a run fails, a trend
        changes or a schedule is missed.
      </Empty>
    );
  return (
    <ul className="instrument">
      {channels.map((channel) => (
        <ChannelRow key={channel.id} channel={channel} actions={actions} />
      ))}
    </ul>
  );
}
