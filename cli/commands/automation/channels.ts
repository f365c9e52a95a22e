import { Command, Option } from 'commander';
import { deleteChannel, listChannels, saveChannel, testChannel } from '@/lib/automation/channels';
import {
  CHANNEL_EVENT_NAMES,
  CHANNEL_KINDS,
  type ChannelView,
  type DeliveryView,
} from '@/lib/automation/model';
import { MISSING } from '@/lib/core/number';
import { findByName } from '../../find-by-name';
import { jsonText } from '../../json-text';
import { type Column, textTable } from '../../text-table';
import { withCommand, withStore } from '../../with-store';

interface AddOptions {
  kind: string;
  on: string;
  secretEnv?: string;
}

export function channelCommand(): Command {
  const channel = new Command('channel').description('manage notification channels');
  channel
    .command('list', { isDefault: true })
    .description('list channels with their latest delivery')
    .option('--json', 'print as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const channels = await withStore((store) => listChannels(store));
      console.log(json ? jsonText(channels) : channelsReport(channels));
    });
  channel
    .command('add')
    .description('add a webhook or a Slack-compatible URL')
    .argument('<name>', 'channel name')
    .argument('<url>', 'URL that receives notifications by POST')
    .addOption(
      new Option('--kind <kind>', 'payload format')
        .choices(Object.keys(CHANNEL_KINDS))
        .default('webhook'),
    )
    .option(
      '--on <events>',
      `events to notify on, comma-separated: ${CHANNEL_EVENT_NAMES.join(', ')}`,
      CHANNEL_EVENT_NAMES.join(','),
    )
    .option('--secret-env <variable>', 'environment variable that holds the signing secret')
    .action(async (name: string, url: string, { kind, on, secretEnv }: AddOptions) => {
      const secret = secretEnv === undefined ? undefined : (process.env[secretEnv] ?? '-');
      const events = on.split(',').map((event) => event.trim());
      await withCommand(
        'channel.save',
        (store) => saveChannel(store, { name, url, kind, events, secret }),
        name,
      );
      console.log(
        `Added channel ${name}. To send a test notification: plimsoll channel test "${name}"`,
      );
    });
  channel
    .command('test')
    .description('send a test notification')
    .argument('<name>')
    .action(async (name: string) => {
      await withCommand(
        'channel.test',
        async (store) =>
          testChannel(store, findByName(await listChannels(store), 'channel', name), Date.now()),
        name,
      );
      console.log('Test notification delivered.');
    });
  channel
    .command('delete')
    .description('delete a channel and its pending notifications')
    .argument('<name>')
    .action(async (name: string) => {
      await withCommand(
        'channel.delete',
        async (store) =>
          deleteChannel(store, findByName(await listChannels(store), 'channel', name)),
        name,
      );
      console.log(`Deleted channel ${name}.`);
    });
  return channel;
}

const COLUMNS: Column<ChannelView>[] = [
  { title: 'Channel', value: ({ name, enabled }) => (enabled ? name : `${name} (off)`) },
  { title: 'Kind', value: ({ kind }) => kind },
  { title: 'Host', value: ({ host }) => host },
  { title: 'Signed', value: ({ hasSecret }) => (hasSecret ? 'yes' : 'no') },
  { title: 'Notify on', value: ({ events }) => events.join(', ') },
  { title: 'Last delivery', value: ({ deliveries }) => latestDelivery(deliveries[0]) },
];

export function channelsReport(channels: readonly ChannelView[]): string {
  return channels.length === 0 ? 'No notification channels yet.' : textTable(COLUMNS, channels);
}

function latestDelivery(delivery: DeliveryView | undefined): string {
  if (delivery === undefined) return MISSING;
  const { title, status, attempts, lastError } = delivery;
  return `${title}: ${status} (attempt ${attempts})${lastError === undefined ? '' : `. ${lastError}`}`;
}
