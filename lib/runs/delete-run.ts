import { PlimsollError } from '@/lib/core/errors';
import { hasEnded, type RunStatus } from '@/lib/plan/run-status';
import type { Store } from '@/lib/store/open-store';

/** Deletes an ended run with its samples, windows and summary. Throws `not-found`, `conflict`. */
export async function deleteRun(store: Store, number: number): Promise<void> {
  const run = await store.prisma.run.findUnique({ where: { id: number } });
  if (run === null) throw new PlimsollError('not-found', `There is no run ${number}.`);
  if (!hasEnded(run.status as RunStatus))
    throw new PlimsollError(
      'conflict',
      `Run ${number} is ${run.status}. Stop it before deleting it.`,
    );
  await store.prisma.run.delete({ where: { id: number } });
}
