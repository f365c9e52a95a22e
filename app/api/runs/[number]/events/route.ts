import { route } from '@/app/access';
import { isOfBrowser } from '@/lib/api/of-browser';
import { LiveRuns } from '@/lib/runs/live/live-runs';
import { noteLocalWatcher, noteWatcher } from '@/lib/runs/live/watchers';
import type { Store } from '@/lib/store/open-store';

export const dynamic = 'force-dynamic';

const hubs = new WeakMap<Store, LiveRuns>();

/** A run as server-sent events: one RunEvent a second until it has ended; `last-event-id` is where a client was. */
export const GET = route('read', async (store, request, { number }: { number: string }, actor) => {
  if (!/^\d{1,9}$/.test(number)) return new Response('There is no such run.', { status: 404 });
  const live =
    hubs.get(store) ??
    new LiveRuns(store, { onWatched: (run) => noteWatcher(store, run, Date.now()) });
  hubs.set(store, live);
  const run = Number(number);
  if (!live.has(run) && (await store.prisma.run.count({ where: { id: run } })) === 0)
    return new Response(`There is no run ${number}.`, { status: 404 });
  if (isOfBrowser(request.headers)) noteLocalWatcher(store, run, actor.address);
  return new Response(live.watch(run, request.headers.get('last-event-id') ?? undefined), {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
});
