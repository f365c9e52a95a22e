import type { Metadata } from 'next';
import { startRunAction } from '@/app/actions/start-run';
import { ScenarioList } from '@/components/scenarios/scenario-list';
import { ButtonLink } from '@/components/ui/button';
import { Lead, PageHeader } from '@/components/ui/page-header';
import { getStore } from '@/lib/runs/get-store';
import { listProfiles } from '@/lib/runs/list-profiles';
import { listScenarios } from '@/lib/runs/list-scenarios';
import { listTargets } from '@/lib/runs/list-targets';

export const metadata: Metadata = { title: 'Scenarios' };
export const dynamic = 'force-dynamic';

export default async function Page() {
  const store = await getStore();
  return (
    <>
      <PageHeader
        title="Scenarios"
        action={
          <ButtonLink href="/scenarios/new" variant="primary">
            New scenario
          </ButtonLink>
        }
      />
      <Lead>A scenario says what is sent, how much of it, and for how long.</Lead>
      <ScenarioList
        scenarios={await listScenarios(store)}
        targets={await listTargets(store)}
        profiles={await listProfiles(store)}
        start={startRunAction}
      />
    </>
  );
}
