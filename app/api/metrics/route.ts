import { route } from '@/app/access';
import { operatingFigures, prometheusText } from '@/lib/api/operating-metrics';

export const dynamic = 'force-dynamic';

/** This installation for a Prometheus server: last verdicts and latencies, runs, workers, automation. */
export const GET = route('read', async (store) => {
  const figures = await operatingFigures(store);
  return new Response(await prometheusText(figures, Date.now()), {
    headers: {
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
      'cache-control': 'no-store',
    },
  });
});
