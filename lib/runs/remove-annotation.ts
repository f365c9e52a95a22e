import { PlimsollError } from '@/lib/core/errors';
import type { Store } from '@/lib/store/open-store';
import { ANNOTATION_KINDS } from './annotations';

/** Takes away a note or a deploy that a user has added; what happened by itself stays. Throws `not-found`. */
export async function removeAnnotation(
  store: Store,
  number: number,
  markId: number,
): Promise<void> {
  const { count } = await store.prisma.runMark.deleteMany({
    where: { id: markId, runId: number, kind: { in: [...ANNOTATION_KINDS] } },
  });
  if (count === 0)
    throw new PlimsollError('not-found', `Run ${number} has no note or deploy ${markId}.`);
}
