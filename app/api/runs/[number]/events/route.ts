import { followRun } from '@/lib/runs/follow-run';
import { getStore } from '@/lib/store/get-store';

export const dynamic = 'force-dynamic';

/** A run as server-sent events: one RunEvent a second until it has ended. */
export async function GET(request: Request, { params }: { params: Promise<{ number: string }> }) {
  const { number } = await params;
  if (!/^\d{1,9}$/.test(number)) return new Response('There is no such run.', { status: 404 });
  const store = await getStore();
  if ((await store.prisma.run.count({ where: { id: Number(number) } })) === 0)
    return new Response(`There is no run ${number}.`, { status: 404 });

  const gone = new AbortController();
  request.signal.addEventListener('abort', () => gone.abort());
  const events = followRun(store, Number(number), gone.signal);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await events.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(`data: ${JSON.stringify(next.value)}\n\n`));
    },
    cancel() {
      gone.abort();
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}
