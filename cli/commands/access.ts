import { Command, Option } from 'commander';
import { commandActor } from '@/lib/access/actor';
import { auditFile, listAudit } from '@/lib/access/audit';
import { addKey, listKeys, revokeKey } from '@/lib/access/keys';
import { ROLES, type Role, SCOPE_NAMES, type Scope } from '@/lib/access/model';
import { deleteUser, listUsers, saveUser } from '@/lib/access/users';
import { PlimsollError } from '@/lib/core/errors';
import { MISSING } from '@/lib/core/number';
import { jsonText } from '../json-text';
import { wholeNumber } from '../option-values';
import { textFromInput } from '../text-from-input';
import { textTable } from '../text-table';
import { commanded, withCommand, withStore } from '../with-store';

interface UserOptions {
  role: Role;
  passwordStdin?: boolean;
  disabled?: boolean;
}

export function usersCommand(): Command {
  const users = new Command('users').description('manage who logs in to the dashboard');
  users
    .command('list', { isDefault: true })
    .description('list users and their roles')
    .option('--json', 'print as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const all = await withStore(listUsers);
      if (json) return console.log(jsonText(all));
      if (all.length === 0)
        return console.log(
          'No users yet. Add one: plimsoll users add ada@example.com --role administrator',
        );
      console.log(
        textTable(
          [
            {
              title: 'User',
              value: ({ email, disabled }) => (disabled ? `${email} (off)` : email),
            },
            { title: 'Role', value: ({ role }) => role },
            { title: 'Logs in by', value: ({ logsInBy }) => logsInBy.join(', ') || MISSING },
            { title: 'Last seen', value: ({ lastSeenAt }) => lastSeenAt ?? MISSING },
          ],
          all,
        ),
      );
    });
  for (const [name, description] of [
    ['add', 'add a user; without a password, one for single sign-on'],
    ['set', 'change a user’s role or password'],
  ] as const)
    users
      .command(name)
      .description(description)
      .argument('<email>', 'e-mail address')
      .addOption(
        new Option('--role <role>', 'what the user may do').choices(ROLES).makeOptionMandatory(),
      )
      .option('--password-stdin', 'read the password from standard input')
      .option('--disabled', 'the user cannot log in')
      .action(async (email: string, { role, passwordStdin, disabled = false }: UserOptions) => {
        const password = passwordStdin ? await textFromInput() : undefined;
        await withCommand(
          'user.save',
          async (store) => {
            refuseOther(
              name,
              email,
              (await listUsers(store)).map((user) => user.email),
            );
            return saveUser(store, { email, role, password, disabled });
          },
          email,
        );
        console.log(`${name === 'add' ? 'Added' : 'Changed'} ${email}, ${role}.`);
      });
  users
    .command('delete')
    .description('delete a user, with sessions and API keys')
    .argument('<email>')
    .action(async (email: string) => {
      await withCommand('user.delete', (store) => deleteUser(store, email), email);
      console.log(`Deleted ${email}.`);
    });
  return users;
}

/** `add` is for one who is not there, `set` for one who is. */
function refuseOther(verb: 'add' | 'set', email: string, known: readonly string[]): void {
  const isThere = known.includes(email.trim().toLowerCase());
  if (verb === 'add' && isThere)
    throw new PlimsollError('conflict', `${email} is there already. Use "plimsoll users set".`);
  if (verb === 'set' && !isThere)
    throw new PlimsollError('not-found', `There is no user ${email}. Use "plimsoll users add".`);
}

interface KeyOptions {
  scopes: string;
  days?: number;
}

export function keysCommand(): Command {
  const keys = new Command('keys').description('manage API keys for scripts');
  keys
    .command('list', { isDefault: true })
    .description('list API keys; the keys themselves are not stored')
    .option('--json', 'print as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const all = await withStore(listKeys);
      if (json) return console.log(jsonText(all));
      if (all.length === 0) return console.log('No API keys yet.');
      console.log(
        textTable(
          [
            { title: 'Id', value: ({ id }) => String(id), right: true },
            { title: 'Name', value: ({ name }) => name },
            { title: 'Key', value: ({ start }) => `${start}…` },
            { title: 'Scopes', value: ({ scopes }) => scopes.join(',') },
            { title: 'Added by', value: ({ createdBy }) => createdBy },
            { title: 'Last used', value: ({ lastUsedAt }) => lastUsedAt ?? 'never' },
            { title: 'Expires', value: ({ expiresAt }) => expiresAt?.slice(0, 10) ?? 'never' },
          ],
          all,
        ),
      );
    });
  keys
    .command('add')
    .description('add an API key and print it, this once')
    .argument('<name>', 'what it is for')
    .option('--scopes <scopes>', `comma-separated: ${SCOPE_NAMES.join(', ')}`, 'read')
    .option('--days <days>', 'days until it expires; default: never', wholeNumber(1, 3650))
    .action(async (name: string, { scopes, days }: KeyOptions) => {
      const wanted = scopes.split(',').map((scope) => scope.trim()) as Scope[];
      const { key } = await withStore((store) =>
        commanded(store, 'key.add', (within) =>
          addKey(within, commandActor(), { name, scopes: wanted, days }, Date.now()),
        ),
      );
      console.log(key);
    });
  keys
    .command('revoke')
    .description('revoke an API key')
    .argument('<id>', 'its number in the list', wholeNumber(1, 999_999_999))
    .action(async (id: number) => {
      await withCommand('key.revoke', (store) => revokeKey(store, id), id);
      console.log(`Revoked API key ${id}.`);
    });
  return keys;
}

export function auditCommand(): Command {
  return new Command('audit')
    .description('show who started, stopped, changed, deleted and shared what')
    .option('--search <text>', 'part of who or of which')
    .addOption(new Option('--format <format>', 'print the whole log').choices(['csv', 'jsonl']))
    .action(async ({ search, format }: { search?: string; format?: string }) => {
      await withStore(async (store) => {
        if (format !== undefined) {
          for await (const lines of auditFile(store, format).chunks) process.stdout.write(lines);
          return;
        }
        const entries = await listAudit(store, { text: search });
        console.log(
          textTable(
            [
              { title: 'When', value: ({ at }) => at },
              { title: 'Who', value: ({ actor, actorKind }) => `${actor} (${actorKind})` },
              {
                title: 'What',
                value: ({ title, refused }) =>
                  refused === undefined ? title : `${title}: refused`,
              },
              { title: 'Which', value: ({ subject }) => subject },
              { title: 'From', value: ({ address }) => address ?? MISSING },
            ],
            entries,
          ),
        );
      });
    });
}
