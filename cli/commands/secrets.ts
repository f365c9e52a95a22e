import { Command } from 'commander';
import { PlimsollError } from '@/lib/core/errors';
import { MISSING } from '@/lib/core/number';
import { deleteSecret, listSecrets, saveSecret } from '@/lib/secrets/secrets';
import { jsonText } from '../json-text';
import { textFromInput } from '../text-from-input';
import { textTable } from '../text-table';
import { withCommand, withStore } from '../with-store';

interface SetOptions {
  fromEnv?: string;
  valueStdin?: boolean;
  hosts?: string;
  note?: string;
}

export function secretsCommand(): Command {
  const secrets = new Command('secrets').description(
    'manage credentials that plans and targets send as {{secret.NAME}}',
  );
  secrets
    .command('list', { isDefault: true })
    .description('list secrets and what uses them; values are never shown')
    .option('--json', 'print as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const all = await withStore(listSecrets);
      if (json) return console.log(jsonText(all));
      if (all.length === 0) return console.log('No secrets yet.');
      console.log(
        textTable(
          [
            { title: 'Secret', value: ({ name }) => name },
            { title: 'Sent to', value: ({ hosts }) => hosts.join(', ') || 'any allowed host' },
            { title: 'Used by', value: ({ usedBy }) => usedBy.join(', ') || MISSING },
            { title: 'Note', value: ({ note }) => note || MISSING },
          ],
          all,
        ),
      );
    });
  secrets
    .command('set')
    .description('add a secret or change it; without a value, only its hosts and note')
    .argument('<name>', 'letters, digits, _ and -')
    .option('--from-env <variable>', 'read the value from an environment variable')
    .option('--value-stdin', 'read the value from standard input')
    .option('--hosts <hosts>', 'where it may be sent, comma-separated; default: any allowed host')
    .option('--note <text>', 'whose it is, when it expires')
    .action(async (name: string, { fromEnv, valueStdin, hosts, note }: SetOptions) => {
      const input = {
        name,
        value: await valueFrom(fromEnv, valueStdin),
        hosts: hosts?.split(','),
        note,
      };
      await withCommand('secret.save', (store) => saveSecret(store, input));
      console.log(`Saved ${name}.`);
    });
  secrets
    .command('delete')
    .description('delete a secret that no scenario and no target sends')
    .argument('<name>')
    .action(async (name: string) => {
      await withCommand('secret.delete', (store) => deleteSecret(store, name), name);
      console.log(`Deleted ${name}.`);
    });
  return secrets;
}

async function valueFrom(variable?: string, stdin = false): Promise<string | undefined> {
  if (variable === undefined) return stdin ? textFromInput() : undefined;
  const value = process.env[variable];
  if (value) return value;
  throw new PlimsollError('invalid-input', `The environment variable ${variable} is not set.`);
}
