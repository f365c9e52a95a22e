import { startRunAction } from '@/app/actions/runs';
import { OverviewPage } from '@/components/overview/overview-page';
import { getStore } from '@/lib/store/get-store';
import { getOverview } from './get-overview';

export const dynamic = 'force-dynamic';

export default async function Page() {
  return <OverviewPage overview={await getOverview(await getStore())} start={startRunAction} />;
}
