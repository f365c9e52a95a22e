import { PlimsollError } from '@/lib/core/errors';
import { hasEnded, RUN_STATUSES } from '@/lib/plan/run-status';
import type { Store } from '@/lib/store/open-store';
import { stopRun } from './stop-run';

/** Stops what is left of a confirmation's repeats; pairs that are complete keep counting. Throws `not-found`. */
export async function stopConfirmation(store: Store, id: number): Promise<void> {
  if ((await store.prisma.confirmation.findUnique({ where: { id } })) === null)
    throw new PlimsollError('not-found', `There is no confirmation ${id}.`);
  const left = await store.prisma.run.findMany({
    where: { confirmationId: id, status: { in: RUN_STATUSES.filter((one) => !hasEnded(one)) } },
    orderBy: { id: 'desc' },
  });
  // The last first, so that the worker does not take up another while these are being stopped.
  for (const run of left)
    await stopRun(store, run.id, 'now').catch((error: unknown) => {
      // It may have ended by itself in the meantime.
      if (!(error instanceof PlimsollError)) throw error;
    });
}
