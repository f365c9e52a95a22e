import type { Metadata } from 'next';
import { pageStore } from '@/app/access';
import {
  checkPlanAction,
  importPlanAction,
  savePlanAction,
  saveScenarioAction,
} from '@/app/actions/scenarios';
import { NewScenario } from '@/components/scenarios/new-scenario';
import { PageHeader } from '@/components/ui/page';
import { paramsOf, type SearchParams } from '@/components/ui/search-params';
import { getScenario } from '@/lib/scenarios/scenarios';

export const metadata: Metadata = { title: 'New scenario' };
export const dynamic = 'force-dynamic';

/** An empty one, or with `?from=3` a copy of another; `?as=json` and `?as=import` are other ways in. */
export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const store = await pageStore('plans:edit');
  const params = await paramsOf(searchParams);
  const from = Number(params.get('from') ?? Number.NaN);
  const like = Number.isInteger(from) ? await getScenario(store, from) : undefined;
  return (
    <>
      <PageHeader title={like === undefined ? 'New scenario' : `Copy of ${like.name}`} />
      <NewScenario
        as={params.get('as') ?? undefined}
        from={like}
        save={saveScenarioAction}
        savePlan={savePlanAction}
        check={checkPlanAction}
        make={importPlanAction}
      />
    </>
  );
}
