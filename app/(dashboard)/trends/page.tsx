import type { Metadata } from 'next';
import { answerChangeAction } from '@/app/actions/answer-change';
import { addDeploymentAction, removeDeploymentAction } from '@/app/actions/mark-deployment';
import { TrendPage } from '@/components/trends/trend-page';
import { paramsOf, type SearchParams } from '@/components/ui/search-params';
import { getStore } from '@/lib/runs/get-store';
import { getTrendPage } from '@/lib/runs/get-trend-page';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = { title: 'Trends' };

const deployments = { add: addDeploymentAction, remove: removeDeploymentAction };

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const params = await paramsOf(searchParams);
  const page = await getTrendPage(await getStore(), {
    scenario: params.get('scenario') ?? undefined,
    target: params.get('target') ?? undefined,
    planHash: params.get('plan') ?? undefined,
    metric: params.get('metric') ?? undefined,
  });
  return <TrendPage page={page} answer={answerChangeAction} deployments={deployments} />;
}
