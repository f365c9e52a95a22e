import type { Metadata } from 'next';
import { saveScenarioAction } from '@/app/actions/save-scenario';
import { fitsForm } from '@/components/scenarios/draft';
import { ScenarioForm } from '@/components/scenarios/scenario-form';
import { PageHeader } from '@/components/ui/page-header';
import { paramsOf, type SearchParams } from '@/components/ui/search-params';
import { getScenario } from '@/lib/runs/get-scenario';
import { getStore } from '@/lib/runs/get-store';

export const metadata: Metadata = { title: 'New scenario' };
export const dynamic = 'force-dynamic';

/** An empty one, or with `?from=3` a copy of another. */
export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const from = Number((await paramsOf(searchParams)).get('from') ?? Number.NaN);
  const like = Number.isInteger(from) ? await getScenario(await getStore(), from) : undefined;
  const copy =
    like && fitsForm(like.plan)
      ? { ...like, plan: like.plan, id: undefined, name: `${like.name} copy` }
      : undefined;
  return (
    <>
      <PageHeader title={like === undefined ? 'New scenario' : `Copy of ${like.name}`} />
      <ScenarioForm from={copy} save={saveScenarioAction} />
    </>
  );
}
