import { route } from '@/app/access';
import { PlimsollError } from '@/lib/core/errors';
import { getRunMetrics } from '@/lib/runs/metrics';

export const dynamic = 'force-dynamic';

/** The target's own metrics in a run, as RunMetrics; `?since=` ms: only points from then on. */
export const GET = route('read', async (store, request, { number }: { number: string }) => {
  const since = new URL(request.url).searchParams.get('since') ?? undefined;
  if (since !== undefined && !/^\d{1,12}$/.test(since))
    throw new PlimsollError(
      'invalid-input',
      '"since" must be in milliseconds from the start of the run.',
    );
  const sinceMs = since === undefined ? undefined : Number(since);
  const metrics = /^\d{1,9}$/.test(number)
    ? await getRunMetrics(store, Number(number), { sinceMs })
    : undefined;
  if (metrics === undefined) throw new PlimsollError('not-found', `There is no run ${number}.`);
  return Response.json(metrics, { headers: { 'cache-control': 'no-store' } });
});
