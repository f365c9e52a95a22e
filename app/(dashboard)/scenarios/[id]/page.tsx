import type { Metadata } from 'next';
import { pageStore } from '@/app/access';
import { startRunAction } from '@/app/actions/runs';
import {
  checkPlanAction,
  deleteScenarioAction,
  savePlanAction,
  saveScenarioAction,
  setScenarioProfileAction,
} from '@/app/actions/scenarios';
import { ScenarioPage } from '@/components/scenarios/scenario-page';
import { paramsOf, type SearchParams } from '@/components/ui/search-params';
import { listProfiles } from '@/lib/profiles/profiles';
import { listTargets } from '@/lib/targets/targets';
import { readScenario } from './read-scenario';

export const dynamic = 'force-dynamic';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await readScenario((await params).id)).name };
}

export default async function Page({ params, searchParams }: Props) {
  return (
    <ScenarioPage
      scenario={await readScenario((await params).id)}
      targets={await listTargets(await pageStore())}
      profiles={await listProfiles(await pageStore())}
      start={startRunAction}
      setProfile={setScenarioProfileAction}
      save={saveScenarioAction}
      savePlan={savePlanAction}
      check={checkPlanAction}
      as={(await paramsOf(searchParams)).get('as') ?? undefined}
      remove={deleteScenarioAction}
    />
  );
}
