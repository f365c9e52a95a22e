import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/problems';
import type { Store } from '@/lib/store/open-store';
import { runStatusOf } from '@/lib/store/rows';
import { hasEnded } from './model';

export const editSchema = z.object({
  name: z.string().trim().max(200, 'must be at most 200 characters.').optional(),
  note: z.string().trim().max(10_000, 'must be at most 10,000 characters.').optional(),
  labels: z
    .array(
      z
        .string()
        .trim()
        .min(1, 'is required.')
        .max(50, 'must be at most 50 characters.')
        .regex(/^[^,]*$/, 'must not contain a comma.'),
    )
    .max(20, 'must not exceed 20 labels.')
    .optional(),
});

/** Renames, labels or notes a run; what is absent stays. An empty name or note removes it. */
export async function editRun(store: Store, number: number, input: unknown): Promise<void> {
  const { name, note, labels } = parseInput(editSchema, input, 'The run was not changed.');
  const { prisma } = store;
  if ((await prisma.run.count({ where: { id: number } })) === 0)
    throw new PlimsollError('not-found', `There is no run ${number}.`);
  await prisma.run.update({
    where: { id: number },
    data: {
      ...(name === undefined ? {} : { name: name || null }),
      ...(note === undefined ? {} : { note: note || null }),
      ...(labels === undefined
        ? {}
        : { labels: { deleteMany: {}, create: [...new Set(labels)].map((label) => ({ label })) } }),
    },
  });
}

/** Keeps a run whole whatever the retention says, or no longer. Throws `not-found`. */
export async function pinRun({ prisma }: Store, number: number, pinned: boolean): Promise<void> {
  const { count } = await prisma.run.updateMany({ where: { id: number }, data: { pinned } });
  if (count === 0) throw new PlimsollError('not-found', `There is no run ${number}.`);
}

/** Deletes an ended run with its samples, windows and summary. Throws `not-found`, `conflict`. */
export async function deleteRun(store: Store, number: number): Promise<void> {
  const run = await store.prisma.run.findUnique({ where: { id: number } });
  if (run === null) throw new PlimsollError('not-found', `There is no run ${number}.`);
  if (!hasEnded(runStatusOf(run)))
    throw new PlimsollError(
      'conflict',
      `Run ${number} is ${run.status}. Stop it before deleting it.`,
    );
  await store.prisma.run.delete({ where: { id: number } });
}
