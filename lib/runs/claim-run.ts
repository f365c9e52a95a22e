import type { Run } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';

/**
 * Takes the oldest queued run, or run `number` if it is still queued, for this worker. Undefined
 * when there is none. Of several workers that try, one gets it.
 */
export async function claimRun(
  { prisma }: Store,
  workerId: string,
  number?: number,
): Promise<Run | undefined> {
  const next = await prisma.run.findFirst({
    // A suite's runs are for the worker that executes the suite.
    where: { status: 'queued', id: number, ...(number === undefined ? { suiteId: null } : {}) },
    orderBy: { id: 'asc' },
  });
  if (next === null) return undefined;
  const now = new Date();
  const claimed = await prisma.run.updateMany({
    where: { id: next.id, status: 'queued' },
    data: { status: 'running', workerId, startedAt: now, heartbeatAt: now },
  });
  if (claimed.count === 0) return undefined;
  return (await prisma.run.findUnique({ where: { id: next.id } })) ?? undefined;
}
