import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import type { Store } from '@/lib/store/open-store';
import { parseInput } from './parse-input';

export const editSchema = z.object({
  name: z.string().trim().max(200, 'must be at most 200 characters.').optional(),
  note: z.string().trim().max(10_000, 'must be at most 10,000 characters.').optional(),
  labels: z
    .array(
      z
        .string()
        .trim()
        .min(1, 'must not be empty.')
        .max(50, 'must be at most 50 characters.')
        .regex(/^[^,]*$/, 'must not contain a comma.'),
    )
    .max(20, 'must be at most 20.')
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
