import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import { parseInput } from '@/lib/runs/parse-input';
import type { Store } from '@/lib/store/open-store';

const REFUSED = 'The deployment cannot be kept.';
const deploymentSchema = z.object({
  /** A target's name, stored or only known from runs. */
  target: z.string().trim().min(1, 'must be chosen.'),
  /** When it went live; now, if left out. */
  at: z
    .string()
    .trim()
    .refine((text) => text === '' || !Number.isNaN(Date.parse(text)), {
      message: 'must be a time such as 2026-11-23 14:30.',
    })
    .default(''),
  text: z
    .string()
    .trim()
    .min(1, 'must say what was deployed.')
    .max(200, 'must be at most 200 characters.'),
});

/** Keeps that something new went live on a target; trends draw it. Throws `invalid-input`. */
export async function addDeployment({ prisma }: Store, input: unknown): Promise<{ id: number }> {
  const { target, at, text } = parseInput(deploymentSchema, input, REFUSED);
  const isKnown =
    (await prisma.target.count({ where: { name: target } })) > 0 ||
    (await prisma.run.count({ where: { targetName: target } })) > 0;
  if (!isKnown) {
    const targets = await prisma.target.findMany({ orderBy: { id: 'asc' } });
    const names = targets.map(({ name }) => `"${name}"`).join(', ');
    throw new PlimsollError('invalid-input', REFUSED, [
      {
        path: 'target',
        message: `"${target}" does not exist. ${names === '' ? 'None is configured yet.' : `There are: ${names}.`}`,
      },
    ]);
  }
  const made = await prisma.deployment.create({
    data: { targetName: target, at: at === '' ? new Date() : new Date(at), text },
  });
  return { id: made.id };
}
