import { PlimsollError } from '@/lib/core/errors';
import { hasEnded, RUN_STATUSES } from '@/lib/plan/run-status';
import type { Store } from '@/lib/store/open-store';

/** Deletes a target. Its runs stay, with its name and URL; a run that is under way forbids it. */
export async function deleteTarget(store: Store, id: number): Promise<void> {
  const target = await store.prisma.target.findUnique({ where: { id } });
  if (target === null) throw new PlimsollError('not-found', `There is no target ${id}.`);
  const underWay = await store.prisma.run.findFirst({
    where: { targetId: id, status: { in: RUN_STATUSES.filter((status) => !hasEnded(status)) } },
  });
  if (underWay !== null)
    throw new PlimsollError(
      'conflict',
      `Run ${underWay.id} is using ${target.name}. Stop it, or wait until it has ended.`,
    );
  await store.prisma.target.delete({ where: { id } });
}
