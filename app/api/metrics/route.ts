import { prometheusText } from '@/lib/api/prometheus-text';
import { getStore } from '@/lib/runs/get-store';
import { operatingFigures } from '@/lib/runs/operating-figures';

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
