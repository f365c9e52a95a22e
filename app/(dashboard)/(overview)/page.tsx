import { startRunAction } from '@/app/actions/runs';
import { OverviewPage } from '@/components/overview/overview-page';
import { getOverview } from '@/lib/overview/get-overview';
import { getStore } from '@/lib/store/get-store';

export const dynamic = 'force-dynamic';

export default async function Page() {
  return <OverviewPage overview={await getOverview(await getStore())} start={startRunAction} />;
}
