import type { Search } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';

/** Takes the oldest queued search, or search `id` if it is still queued. Of several that try, one gets it. */
export async function claimSearch(
  { prisma }: Store,
  workerId: string,
  id?: number,
): Promise<Search | undefined> {
  const next = await prisma.search.findFirst({
    where: { status: 'queued', id },
    orderBy: { id: 'asc' },
  });
  if (next === null) return undefined;
  const now = new Date();
  const claimed = await prisma.search.updateMany({
    where: { id: next.id, status: 'queued' },
    data: { status: 'running', workerId, startedAt: now, heartbeatAt: now },
  });
  if (claimed.count === 0) return undefined;
  return (await prisma.search.findUnique({ where: { id: next.id } })) ?? undefined;
}
