import { z } from 'zod';
import { clock } from '@/lib/core/duration';
import { PlimsollError } from '@/lib/core/errors';
import type { Store } from '@/lib/store/open-store';
import { parseInput } from './parse-input';

const REFUSED = 'The mark was not added.';

/** What users may put on a run's time axis themselves. */
export const ANNOTATION_KINDS = ['note', 'deploy'] as const;

const annotationSchema = z.object({
  kind: z.enum(ANNOTATION_KINDS, 'must be a note or a deploy.'),
  /** ms from the run's start. */
  atMs: z
    .number('must be a time from the run’s start, such as 1:30.')
    .min(0, 'must not be before the run’s start.'),
  text: z
    .string('must be a text.')
    .trim()
    .min(1, 'must not be empty.')
    .max(200, 'must be at most 200 characters.'),
});

/** Adds a note or a deploy to a run; returns its id. Throws `invalid-input`, `not-found` or `conflict`. */
export async function annotateRun(
  store: Store,
  number: number,
  input: unknown,
): Promise<{ id: number }> {
  const { kind, atMs, text } = parseInput(annotationSchema, input, REFUSED);
  const run = await store.prisma.run.findUnique({ where: { id: number } });
  if (run === null) throw new PlimsollError('not-found', `There is no run ${number}.`);
  if (run.startedAt === null)
    throw new PlimsollError('conflict', `Run ${number} has not started: it has no time axis yet.`);
  const endMs = run.durationMs ?? Date.now() - run.startedAt.getTime();
  if (atMs > endMs)
    throw new PlimsollError('invalid-input', REFUSED, [
      { path: 'atMs', message: `must be within the run: it is ${clock(endMs)} long.` },
    ]);
  const { id } = await store.prisma.runMark.create({ data: { runId: number, kind, atMs, text } });
  return { id };
}
