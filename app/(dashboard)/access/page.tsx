import type { Metadata } from 'next';
import { currentActor, pageStore } from '@/app/access';
import {
  addKeyAction,
  deleteUserAction,
  revokeKeyAction,
  saveUserAction,
} from '@/app/actions/access';
import { AuditTable } from '@/components/access/audit-table';
import { KeyDialog, KeyList } from '@/components/access/key-list';
import { UserDialog, UserList } from '@/components/access/user-list';
import { Empty, Lead, PageHeader, Section } from '@/components/ui/page';
import { TextLink } from '@/components/ui/text-link';
import { listAudit } from '@/lib/access/audit';
import { listKeys } from '@/lib/access/keys';
import { accessSettings } from '@/lib/access/settings';
import { listUsers } from '@/lib/access/users';

export const metadata: Metadata = { title: 'Access' };
export const dynamic = 'force-dynamic';

export default async function Page() {
  const store = await pageStore('access:manage');
  const [users, keys, entries, actor] = await Promise.all([
    listUsers(store),
    listKeys(store),
    listAudit(store, { take: 10 }),
    currentActor(),
  ]);
  return (
    <>
      <PageHeader title="Access" />
      <Lead>
        {accessSettings().required
          ? 'Users log in; scripts send an API key.'
          : 'There is no log-in: Plimsoll listens to this machine only, and whoever uses this machine may do everything. Set PLIMSOLL_ACCESS=on to have users log in.'}
      </Lead>
      <Section title="Users" action={<UserDialog save={saveUserAction} />}>
        {users.length === 0 ? (
          <Empty title="No users yet">
            Add an administrator first, then set PLIMSOLL_ACCESS=on and start Plimsoll again.
          </Empty>
        ) : (
          <UserList users={users} save={saveUserAction} remove={deleteUserAction} />
        )}
      </Section>
      <Section
        title="API keys"
        action={<KeyDialog scopes={actor?.scopes ?? []} add={addKeyAction} />}
      >
        {keys.length === 0 ? (
          <Empty title="No API keys yet">
            A script sends one as “authorization: Bearer …”. It is shown once, when it is added.
          </Empty>
        ) : (
          <KeyList keys={keys} revoke={revokeKeyAction} />
        )}
      </Section>
      <Section
        title="Audit log"
        note="Who did what"
        action={<TextLink href="/access/audit">Whole log</TextLink>}
      >
        {entries.length === 0 ? (
          <Empty title="Nothing yet">
            Whatever is started, stopped, changed, deleted or shared is written down here.
          </Empty>
        ) : (
          <AuditTable entries={entries} />
        )}
      </Section>
    </>
  );
}
