import { hasEnded, type RunStatus } from '@/lib/plan/run-status';
import type { Store } from '@/lib/store/open-store';

/** A confirmation as a link to it. */
export interface ConfirmationItem {
  id: number;
  createdAt: string;
  repeats: number;
  ended: number;
}

/** Confirmations of these two runs, in either order, newest first. */
export async function listConfirmations(
  { prisma }: Store,
  one: number,
  other: number,
): Promise<ConfirmationItem[]> {
  const rows = await prisma.confirmation.findMany({
    where: { baseRunId: { in: [one, other] }, candidateRunId: { in: [one, other] } },
    include: { repeats: { select: { status: true } } },
    orderBy: { id: 'desc' },
  });
  return rows.map(({ id, createdAt, repeats }) => ({
    id,
    createdAt: createdAt.toISOString(),
    repeats: repeats.length,
    ended: repeats.filter(({ status }) => hasEnded(status as RunStatus)).length,
  }));
}
