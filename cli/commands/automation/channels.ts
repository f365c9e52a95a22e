import { Command, Option } from 'commander';
import {
  type ChannelView,
  type DeliveryView,
  deleteChannel,
  listChannels,
  saveChannel,
  testChannel,
} from '@/lib/automation/channels';
import { CHANNEL_EVENT_NAMES, CHANNEL_KINDS } from '@/lib/automation/model';
import { MISSING } from '@/lib/core/number';
import { findByName } from '../../find-by-name';
import { type Column, textTable } from '../../text-table';
import { withStore } from '../../with-store';

interface AddOptions {
  kind: string;
  on: string;
  secretEnv?: string;
}

export function channelCommand(): Command {
  const channel = new Command('channel').description(
    'who is told of broken objectives, failures, changes and missed schedules',
  );
  channel
    .command('list', { isDefault: true })
    .description('all channels, with their latest news')
    .option('--json', 'as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const channels = await withStore((store) => listChannels(store));
      console.log(json ? JSON.stringify(channels, null, 2) : channelsReport(channels));
    });
  channel
    .command('add')
    .description('a webhook, or a Slack-compatible address')
    .argument('<name>', 'what to call it')
    .argument('<url>', 'what takes the news by POST')
    .addOption(
      new Option('--kind <kind>', 'what it takes')
        .choices(Object.keys(CHANNEL_KINDS))
        .default('webhook'),
    )
    .option(
      '--on <events>',
      `of ${CHANNEL_EVENT_NAMES.join(', ')}, with commas between them`,
      CHANNEL_EVENT_NAMES.join(','),
    )
    .option(
      '--secret-env <variable>',
      'the environment variable that has the secret to sign with: an argument would be seen by others',
    )
    .action(async (name: string, url: string, { kind, on, secretEnv }: AddOptions) => {
      const secret = secretEnv === undefined ? undefined : (process.env[secretEnv] ?? '-');
      const events = on.split(',').map((event) => event.trim());
      await withStore((store) => saveChannel(store, { name, url, kind, events, secret }));
      console.log(`Channel ${name} is told from now on. Try it: plimsoll channel test "${name}"`);
    });
  channel
    .command('test')
    .description('send it a piece of test news at once')
    .argument('<name>')
    .action(async (name: string) => {
      await withStore(async (store) =>
        testChannel(store, findByName(await listChannels(store), 'channel', name), Date.now()),
      );
      console.log('The test has arrived.');
    });
  channel
    .command('delete')
    .description('with what still waits to be sent')
    .argument('<name>')
    .action(async (name: string) => {
      await withStore(async (store) =>
        deleteChannel(store, findByName(await listChannels(store), 'channel', name)),
      );
      console.log(`Channel ${name} is deleted.`);
    });
  return channel;
}

const COLUMNS: Column<ChannelView>[] = [
  { title: 'Channel', value: ({ name, enabled }) => (enabled ? name : `${name} (off)`) },
  { title: 'Kind', value: ({ kind }) => kind },
  { title: 'Host', value: ({ host }) => host },
  { title: 'Signed', value: ({ hasSecret }) => (hasSecret ? 'yes' : 'no') },
  { title: 'Told of', value: ({ events }) => events.join(', ') },
  { title: 'Latest', value: ({ deliveries }) => latestDelivery(deliveries[0]) },
];

export function channelsReport(channels: readonly ChannelView[]): string {
  return channels.length === 0 ? 'Nobody is told yet.' : textTable(COLUMNS, channels);
}

function latestDelivery(delivery: DeliveryView | undefined): string {
  if (delivery === undefined) return MISSING;
  const { title, status, attempts, lastError } = delivery;
  return `${title}: ${status} (attempt ${attempts})${lastError === undefined ? '' : `. ${lastError}`}`;
}
