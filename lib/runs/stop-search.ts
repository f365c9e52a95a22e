import { PlimsollError } from '@/lib/core/errors';
import type { Store } from '@/lib/store/open-store';

/** Asks for a search's stop: its worker reads it within a second. A queued one is stopped at once. */
export async function stopSearch({ prisma }: Store, id: number): Promise<void> {
  const queued = await prisma.search.updateMany({
    where: { id, status: 'queued' },
    data: { status: 'stopped', stopRequested: true, endedAt: new Date() },
  });
  if (queued.count > 0) return;
  const running = await prisma.search.updateMany({
    where: { id, status: 'running' },
    data: { stopRequested: true },
  });
  if (running.count > 0) return;
  const search = await prisma.search.findUnique({ where: { id } });
  if (search === null) throw new PlimsollError('not-found', `There is no search ${id}.`);
  throw new PlimsollError('conflict', `Search ${id} has ended already: it is ${search.status}.`);
}
