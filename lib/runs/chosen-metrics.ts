import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import type { Target } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { parseInput } from './parse-input';

const choiceSchema = z
  .array(z.string('must be a name.').min(1, 'must not be empty.').max(300, 'is too long.'))
  .max(40, 'must be at most 40: more charts than that nobody reads.')
  .nullable();

/** The metrics that a target's runs show, as its user chose them; undefined: the usual ones. */
export function chosenMetrics({ shownMetrics }: Pick<Target, 'shownMetrics'>) {
  return shownMetrics === null ? undefined : (JSON.parse(shownMetrics) as string[]);
}

/** Chooses them; null goes back to the usual ones. Throws `invalid-input` or `not-found`. */
export async function chooseMetrics(store: Store, targetId: number, choice: unknown) {
  const names = parseInput(choiceSchema, choice, 'These metrics cannot be chosen.');
  const shownMetrics = names === null ? null : JSON.stringify([...new Set(names)]);
  const { count } = await store.prisma.target.updateMany({
    where: { id: targetId },
    data: { shownMetrics },
  });
  if (count === 0) throw new PlimsollError('not-found', `There is no target ${targetId}.`);
}
