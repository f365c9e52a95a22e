import type { Metadata } from 'next';
import { pageStore } from '@/app/access';
import {
  addDeploymentAction,
  answerChangeAction,
  removeDeploymentAction,
} from '@/app/actions/trends';
import { TrendPage } from '@/components/trends/trend-page';
import { paramsOf, type SearchParams } from '@/components/ui/search-params';
import { getTrendPage } from '@/lib/trends/get-trend-page';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = { title: 'Trends' };

const deployments = { add: addDeploymentAction, remove: removeDeploymentAction };

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const params = await paramsOf(searchParams);
  const page = await getTrendPage(await pageStore(), {
    scenario: params.get('scenario') ?? undefined,
    target: params.get('target') ?? undefined,
    planHash: params.get('plan') ?? undefined,
    metric: params.get('metric') ?? undefined,
  });
  return <TrendPage page={page} answer={answerChangeAction} deployments={deployments} />;
}
