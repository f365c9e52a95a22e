import { needing } from '@/app/access';
import { dashboardKey } from '@/lib/reports/running-dashboard';

export const dynamic = 'force-dynamic';

/** Which dashboard this is: the key that it wrote into its store when it started. */
export const GET = needing('public', () => {
  const key = dashboardKey();
  return Response.json({ key: key ?? null }, { headers: { 'cache-control': 'no-store' } });
});
