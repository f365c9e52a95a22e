import type { Metadata } from 'next';
import { pageStore } from '@/app/access';
import { deleteSecretAction, saveSecretAction } from '@/app/actions/secrets';
import {
  allowHostAction,
  deleteTargetAction,
  disallowHostAction,
  testTargetAction,
} from '@/app/actions/targets';
import { May } from '@/components/access/may';
import { SecretList } from '@/components/secrets/secret-list';
import { AllowedHosts } from '@/components/targets/allowed-hosts';
import { TargetList } from '@/components/targets/target-list';
import { ButtonLink } from '@/components/ui/button';
import { Empty, Lead, PageHeader } from '@/components/ui/page';
import { listSecrets } from '@/lib/secrets/secrets';
import { listAllowedHosts } from '@/lib/targets/allowed-hosts';
import { listTargets } from '@/lib/targets/targets';

export const metadata: Metadata = { title: 'Targets' };
export const dynamic = 'force-dynamic';

export default async function Page() {
  const store = await pageStore();
  const [targets, secrets, hosts] = await Promise.all([
    listTargets(store),
    listSecrets(store),
    listAllowedHosts(store),
  ]);
  return (
    <>
      <PageHeader
        title="Targets"
        action={
          <May scope="targets:edit">
            <ButtonLink href="/targets/new" variant="primary">
              New target
            </ButtonLink>
          </May>
        }
      />
      <Lead>A target is a training service under test.</Lead>
      {targets.length === 0 ? (
        <Empty title="No targets yet">
          Add the training service to test: its JSON-RPC URL, and a token if it requires one.
        </Empty>
      ) : (
        <TargetList
          targets={targets}
          test={testTargetAction}
          remove={deleteTargetAction}
          allow={allowHostAction}
        />
      )}
      <SecretList secrets={secrets} save={saveSecretAction} remove={deleteSecretAction} />
      <AllowedHosts hosts={hosts} allow={allowHostAction} disallow={disallowHostAction} />
    </>
  );
}
