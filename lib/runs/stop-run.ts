import { PlimsollError } from '@/lib/core/errors';
import { hasEnded, type RunStatus } from '@/lib/plan/run-status';
import type { Store } from '@/lib/store/open-store';

/** `now` cuts requests off (they become *aborted*); `gracefully` lets those in flight end. */
export type StopMode = 'now' | 'gracefully';

/**
 * Asks for a run's stop: a row that its worker reads within a second. A queued run is stopped at
 * once. Throws `not-found`, or `conflict` when the run has ended.
 */
export async function stopRun(store: Store, number: number, mode: StopMode): Promise<void> {
  const { prisma } = store;
  const stopped = await prisma.run.updateMany({
    where: { id: number, status: 'queued' },
    data: { status: 'stopped', stopMode: mode, endedAt: new Date() },
  });
  if (stopped.count > 0) return;
  const stopping = await prisma.run.updateMany({
    where: { id: number, status: { in: ['running', 'stopping'] } },
    data: { status: 'stopping', stopMode: mode },
  });
  if (stopping.count > 0) return;
  const run = await prisma.run.findUnique({ where: { id: number } });
  if (run === null) throw new PlimsollError('not-found', `There is no run ${number}.`);
  if (hasEnded(run.status as RunStatus))
    throw new PlimsollError('conflict', `Run ${number} has ended already: it is ${run.status}.`);
}
