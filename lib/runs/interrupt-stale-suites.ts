import type { Store } from '@/lib/store/open-store';
import { STALE_AFTER_MS } from '@/lib/worker/heartbeat';

/** Ends, as *interrupted*, the suites whose worker has not been heard of; keeps the verdicts so far. */
export async function interruptStaleSuites({ prisma }: Store, nowMs: number): Promise<void> {
  const stale = await prisma.suite.findMany({
    where: { status: 'running', heartbeatAt: { lt: new Date(nowMs - STALE_AFTER_MS) } },
  });
  for (const { id, heartbeatAt } of stale)
    await prisma.$transaction([
      prisma.suite.update({
        where: { id },
        data: {
          status: 'interrupted',
          endedAt: heartbeatAt,
          failureReason:
            'The worker that ran it was not heard of any more; it may have been killed.',
        },
      }),
      prisma.suiteBenchmark.updateMany({
        where: { suiteId: id, status: { in: ['queued', 'running'] } },
        data: { status: 'skipped' },
      }),
    ]);
}
