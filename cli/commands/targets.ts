import { Command } from 'commander';
import { count, MISSING } from '@/lib/core/number';
import { allowHost, disallowHost, listAllowedHosts } from '@/lib/targets/allowed-hosts';
import { listTargets } from '@/lib/targets/targets';
import { textTable } from '../text-table';
import { withCommand, withStore } from '../with-store';

export function targetsCommand(): Command {
  const command = new Command('targets').description('list targets, and allow their hosts');
  command
    .command('hosts')
    .description('list the hosts that load and notifications may go to')
    .action(async () => {
      const hosts = await withStore(listAllowedHosts);
      if (hosts.length === 0) return console.log('Only this machine.');
      console.log(
        textTable(
          [
            { title: 'Host', value: ({ host }) => host },
            { title: 'Note', value: ({ note }) => note || MISSING },
          ],
          hosts,
        ),
      );
    });
  command
    .command('allow')
    .description('allow load and notifications to a host')
    .argument('<host>', 'name, IP address or network: api.example.com, 10.0.0.7, 10.0.0.0/24')
    .option('--note <text>', 'whose it is, who agreed')
    .action(async (host: string, { note }: { note?: string }) => {
      const { name } = await withCommand('host.allow', (store) => allowHost(store, { host, note }));
      console.log(`Allowed ${name}. Load only what is yours, or what you may test.`);
    });
  command
    .command('disallow')
    .description('take that back')
    .argument('<host>')
    .action(async (host: string) => {
      const { name } = await withCommand('host.disallow', (store) => disallowHost(store, host));
      console.log(`Disallowed ${name}.`);
    });
  command
    .command('list', { isDefault: true })
    .description('list targets')
    .action(async () => {
      const targets = await withStore(listTargets);
      if (targets.length === 0) {
        console.log('No targets yet. Add one in the dashboard, or use --target URL.');
        return;
      }
      console.log(
        textTable(
          [
            { title: 'Target', value: (row) => row.name },
            { title: 'URL', value: (row) => row.url },
            { title: 'Token', value: (row) => (row.hasToken ? 'stored' : '–') },
            { title: 'Runs', value: (row) => count(row.runs), right: true },
          ],
          targets,
        ),
      );
    });
  return command;
}
