import { needing, publicStore } from '@/app/access';
import { readinessProblems } from '@/lib/worker/readiness';

export const dynamic = 'force-dynamic';

/** Whether runs can be started and stored: 200, or 503 with every reason. It tells nothing of anybody's data. */
export const GET = needing('public', async () => {
  const problems = await readinessProblems(publicStore, Date.now());
  return Response.json(
    { status: problems.length === 0 ? 'ready' : 'not ready', problems },
    { status: problems.length === 0 ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
});
