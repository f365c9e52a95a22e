import type { Metadata } from 'next';
import { pageStore } from '@/app/access';
import {
  addTrafficAction,
  importTrafficAction,
  removeTrafficAction,
  startSearchAction,
} from '@/app/actions/capacity';
import { CapacityPage } from '@/components/capacity/capacity-page';
import { paramsOf, type SearchParams } from '@/components/ui/search-params';
import { getCapacityPage } from '@/lib/capacity/get-capacity-page';
import { listScenarios } from '@/lib/scenarios/scenarios';
import { listTargets } from '@/lib/targets/targets';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = { title: 'Capacity' };

const actions = {
  startSearch: startSearchAction,
  addTraffic: addTrafficAction,
  importTraffic: importTrafficAction,
  removeTraffic: removeTrafficAction,
};

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const params = await paramsOf(searchParams);
  const store = await pageStore();
  const number = (key: string) => {
    const value = Number(params.get(key) ?? Number.NaN);
    return value > 0 && Number.isFinite(value) ? value : undefined;
  };
  const page = await getCapacityPage(store, {
    target: params.get('target') ?? undefined,
    familyHash: params.get('family') ?? undefined,
    profile: params.get('profile') ?? undefined,
    workers: number('workers'),
    workersAfter: number('after'),
    costFactor: number('cost'),
    price: number('price'),
  });
  return (
    <CapacityPage
      page={page}
      scenarios={await listScenarios(store)}
      targets={await listTargets(store)}
      actions={actions}
    />
  );
}
