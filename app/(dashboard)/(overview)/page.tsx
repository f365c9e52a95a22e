import { startRunAction } from '@/app/actions/start-run';
import { OverviewPage } from '@/components/overview/overview-page';
import { getOverview } from '@/lib/runs/get-overview';
import { getStore } from '@/lib/runs/get-store';

export const dynamic = 'force-dynamic';

export default async function Page() {
  return <OverviewPage overview={await getOverview(await getStore())} start={startRunAction} />;
}
