import type { Store } from '@/lib/store/open-store';
import { STALE_AFTER_MS } from '@/lib/worker/heartbeat';

/** Ends, as *interrupted*, the searches whose worker has not been heard of; keeps the steps so far. */
export async function interruptStaleSearches({ prisma }: Store, nowMs: number): Promise<void> {
  const stale = await prisma.search.findMany({
    where: { status: 'running', heartbeatAt: { lt: new Date(nowMs - STALE_AFTER_MS) } },
  });
  for (const { id, heartbeatAt } of stale)
    await prisma.search.update({
      where: { id },
      data: {
        status: 'interrupted',
        endedAt: heartbeatAt,
        failureReason: 'The worker that ran it was not heard of any more; it may have been killed.',
      },
    });
}
