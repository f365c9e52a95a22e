import type { Store } from '@/lib/store/open-store';
import { STALE_AFTER_MS } from '@/lib/worker/heartbeat';
import { endRun } from './end-run';

/** Ends, as *interrupted*, the runs whose worker has not been heard of; keeps all they stored. */
export async function interruptStaleRuns(store: Store, nowMs: number): Promise<number[]> {
  const stale = await store.prisma.run.findMany({
    where: {
      status: { in: ['running', 'stopping'] },
      heartbeatAt: { lt: new Date(nowMs - STALE_AFTER_MS) },
    },
  });
  const ours = stale.filter(({ source }) => source === null);
  // Of an import that was cut off nothing is kept: half of a file is worse than none.
  await store.prisma.run.deleteMany({
    where: { id: { in: stale.filter(({ source }) => source !== null).map(({ id }) => id) } },
  });
  for (const run of ours)
    await endRun(store, run.id, {
      status: 'interrupted',
      endedAt: run.heartbeatAt ?? new Date(nowMs),
      failureReason: 'The worker that ran it was not heard of any more; it may have been killed.',
      failureAdvice: 'Everything up to its last second is kept. Start it again for a full run.',
    });
  return ours.map((run) => run.id);
}
