import { refused } from '@/app/api/refused';
import { PlimsollError } from '@/lib/core/errors';
import { getRunMetrics } from '@/lib/runs/metrics';
import { getStore } from '@/lib/store/get-store';

export const dynamic = 'force-dynamic';

/** The target's own metrics in a run, as RunMetrics; `?since=` ms: only points from then on. */
export async function GET(request: Request, { params }: { params: Promise<{ number: string }> }) {
  const { number } = await params;
  try {
    const since = new URL(request.url).searchParams.get('since') ?? undefined;
    if (since !== undefined && !/^\d{1,12}$/.test(since))
      throw new PlimsollError(
        'invalid-input',
        '"since" must be in milliseconds from the start of the run.',
      );
    const metrics = /^\d{1,9}$/.test(number)
      ? await getRunMetrics(await getStore(), Number(number), {
          sinceMs: since === undefined ? undefined : Number(since),
        })
      : undefined;
    if (metrics === undefined) throw new PlimsollError('not-found', `There is no run ${number}.`);
    return Response.json(metrics, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    return refused(error);
  }
}
