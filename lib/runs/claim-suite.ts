import type { Suite } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';

/** Takes the oldest queued suite, or suite `id` if it is still queued. Of several that try, one gets it. */
export async function claimSuite(
  { prisma }: Store,
  workerId: string,
  id?: number,
): Promise<Suite | undefined> {
  const next = await prisma.suite.findFirst({
    where: { status: 'queued', id },
    orderBy: { id: 'asc' },
  });
  if (next === null) return undefined;
  const now = new Date();
  const claimed = await prisma.suite.updateMany({
    where: { id: next.id, status: 'queued' },
    data: { status: 'running', workerId, startedAt: now, heartbeatAt: now },
  });
  if (claimed.count === 0) return undefined;
  return (await prisma.suite.findUnique({ where: { id: next.id } })) ?? undefined;
}
