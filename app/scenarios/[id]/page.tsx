import type { Metadata } from 'next';
import { deleteScenarioAction } from '@/app/actions/delete-scenario';
import { saveScenarioAction } from '@/app/actions/save-scenario';
import { startRunAction } from '@/app/actions/start-run';
import { ScenarioPage } from '@/components/scenarios/scenario-page';
import { getStore } from '@/lib/runs/get-store';
import { listTargets } from '@/lib/runs/list-targets';
import { readScenario } from './read-scenario';

export const dynamic = 'force-dynamic';

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await readScenario((await params).id)).name };
}

export default async function Page({ params }: Props) {
  return (
    <ScenarioPage
      scenario={await readScenario((await params).id)}
      targets={await listTargets(await getStore())}
      start={startRunAction}
      save={saveScenarioAction}
      remove={deleteScenarioAction}
    />
  );
}
