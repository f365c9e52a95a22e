import type { ChannelView, DeliveryView } from '@/lib/automation/channels';
import { MISSING } from '@/lib/core/number';
import { type Column, textTable } from './text-table';

const COLUMNS: Column<ChannelView>[] = [
  { title: 'Channel', value: ({ name, enabled }) => (enabled ? name : `${name} (off)`) },
  { title: 'Kind', value: ({ kind }) => kind },
  { title: 'Host', value: ({ host }) => host },
  { title: 'Signed', value: ({ hasSecret }) => (hasSecret ? 'yes' : 'no') },
  { title: 'Told of', value: ({ events }) => events.join(', ') },
  { title: 'Latest', value: ({ deliveries }) => latestWords(deliveries[0]) },
];

export function channelsReport(channels: readonly ChannelView[]): string {
  return channels.length === 0 ? 'Nobody is told yet.' : textTable(COLUMNS, channels);
}

function latestWords(delivery: DeliveryView | undefined): string {
  if (delivery === undefined) return MISSING;
  const { title, status, attempts, lastError } = delivery;
  return `${title}: ${status} (attempt ${attempts})${lastError === undefined ? '' : `. ${lastError}`}`;
}
