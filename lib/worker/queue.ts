import type { Run } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';

const NO_REPEAT = { confirmationId: null };
const ALONE = {
  confirmation: { repeats: { none: { status: { in: ['running', 'stopping'] } } } },
};

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
    // A suite's or search's runs are for the worker that executes it; repeats must not disturb each other.
    where: {
      ...{ status: 'queued', id: number },
      ...(number === undefined ? { suiteId: null, searchId: null, OR: [NO_REPEAT, ALONE] } : {}),
    },
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
