import { PlimsollError } from '@/lib/core/errors';
import type { Store } from '@/lib/store/open-store';

/** Keeps a run whole whatever the retention says, or no longer. Throws `not-found`. */
export async function pinRun({ prisma }: Store, number: number, pinned: boolean): Promise<void> {
  const { count } = await prisma.run.updateMany({ where: { id: number }, data: { pinned } });
  if (count === 0) throw new PlimsollError('not-found', `There is no run ${number}.`);
}
