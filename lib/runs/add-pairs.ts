import { CONFIRM_LIMITS } from '@/lib/confirmations/confirmations';
import type { Side } from '@/lib/confirmations/model';
import { PlimsollError } from '@/lib/core/errors';
import type { Store } from '@/lib/store/open-store';
import { queueRepeats, type RepeatedSide, targetOf } from './queue-repeats';

/** Queues more pairs of a confirmation's repeats, as those before. Throws `not-found` or `conflict`. */
export async function addPairs(store: Store, id: number, pairs: number): Promise<void> {
  const repeats = await store.prisma.run.findMany({
    where: { confirmationId: id },
    orderBy: { id: 'asc' },
  });
  const sideOf = (side: Side): RepeatedSide => {
    const run = repeats.find((one) => one.side === side);
    if (run === undefined)
      throw new PlimsollError('not-found', `There is no confirmation ${id} with repeats.`);
    return { plan: JSON.parse(run.plan), target: targetOf(run) };
  };
  const sides = { A: sideOf('A'), B: sideOf('B') };
  const done = Math.ceil(repeats.length / 2);
  if (!Number.isInteger(pairs) || pairs < 1 || done + pairs > CONFIRM_LIMITS.mostPairs)
    throw new PlimsollError(
      'conflict',
      `A confirmation has at most ${CONFIRM_LIMITS.mostPairs} pairs; this one has ${done}.`,
    );
  await queueRepeats(store, id, sides, { pairs, done });
}
