import type { Metadata } from 'next';
import { pageStore } from '@/app/access';
import { startRunAction } from '@/app/actions/runs';
import { May } from '@/components/access/may';
import { ScenarioList } from '@/components/scenarios/scenario-list';
import { ButtonLink } from '@/components/ui/button';
import { Lead, PageHeader } from '@/components/ui/page';
import { listProfiles } from '@/lib/profiles/profiles';
import { listScenarios } from '@/lib/scenarios/scenarios';
import { listTargets } from '@/lib/targets/targets';

export const metadata: Metadata = { title: 'Scenarios' };
export const dynamic = 'force-dynamic';

export default async function Page() {
  const store = await pageStore();
  return (
    <>
      <PageHeader
        title="Scenarios"
        action={
          <May scope="plans:edit">
            <ButtonLink href="/scenarios/new" variant="primary">
              New scenario
            </ButtonLink>
          </May>
        }
      />
      <Lead>A scenario defines what requests are sent, how many, and for how long.</Lead>
      <ScenarioList
        scenarios={await listScenarios(store)}
        targets={await listTargets(store)}
        profiles={await listProfiles(store)}
        start={startRunAction}
      />
    </>
  );
}
