import { PlimsollError } from '@/lib/core/errors';
import type { Store } from '@/lib/store/open-store';

/** Asks for a suite's stop: its worker reads it within a second. A queued one is stopped at once. */
export async function stopSuite({ prisma }: Store, id: number): Promise<void> {
  const queued = await prisma.suite.updateMany({
    where: { id, status: 'queued' },
    data: { status: 'stopped', stopRequested: true, endedAt: new Date() },
  });
  if (queued.count > 0) return;
  const running = await prisma.suite.updateMany({
    where: { id, status: 'running' },
    data: { stopRequested: true },
  });
  if (running.count > 0) return;
  const suite = await prisma.suite.findUnique({ where: { id } });
  if (suite === null) throw new PlimsollError('not-found', `There is no suite ${id}.`);
  throw new PlimsollError('conflict', `Suite ${id} has ended already: it is ${suite.status}.`);
}
