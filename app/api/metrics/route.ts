import { operatingFigures, prometheusText } from '@/lib/api/operating-metrics';
import { getStore } from '@/lib/store/get-store';

export const dynamic = 'force-dynamic';

/** This installation for a Prometheus server: last verdicts and latencies, runs, workers, routine. */
export async function GET() {
  const figures = await operatingFigures(await getStore());
  return new Response(await prometheusText(figures, Date.now()), {
    headers: {
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
      'cache-control': 'no-store',
    },
  });
}
