import { pageStore } from '@/app/access';
import { startRunAction } from '@/app/actions/runs';
import { OverviewPage } from '@/components/overview/overview-page';
import { getOverview } from './get-overview';

export const dynamic = 'force-dynamic';

export default async function Page() {
  return <OverviewPage overview={await getOverview(await pageStore())} start={startRunAction} />;
}
