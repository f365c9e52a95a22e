import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import type { Target } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import type { TargetView } from '@/lib/targets/model';
import { targetView } from '@/lib/targets/targets';
import { parseInput } from './parse-input';
import { httpUrlSchema, traceUrlSchema } from './target-url';

export const targetSchema = z.object({
  id: z.int().optional(),
  name: z
    .string('must be a text.')
    .trim()
    .min(1, 'must not be empty.')
    .max(100, 'must be at most 100 characters.'),
  url: httpUrlSchema,
  /** Absent or empty keeps what is stored. */
  token: z
    .string()
    .trim()
    .max(4000, 'must be at most 4,000 characters.')
    .regex(/^[\x21-\x7e]*$/, 'must not contain spaces or special characters.')
    .optional(),
  removeToken: z.boolean().optional(),
  metricsUrl: z.union([z.literal('').transform(() => undefined), httpUrlSchema]).optional(),
  traceUrl: z.union([z.literal('').transform(() => undefined), traceUrlSchema]).optional(),
});

/** Adds or changes a target. Throws `invalid-input` with every problem, or `not-found`. */
export async function saveTarget(store: Store, input: unknown): Promise<TargetView> {
  const { id, name, url, token, removeToken, metricsUrl, traceUrl } = parseInput(
    targetSchema,
    input,
    'The target is not valid.',
  );
  const taken = await store.prisma.target.findUnique({ where: { name } });
  if (taken !== null && taken.id !== id)
    throw new PlimsollError('invalid-input', 'The target is not valid.', [
      { path: 'name', message: `is taken: there is a target "${name}" already.` },
    ]);
  const data = {
    ...{ name, url, metricsUrl: metricsUrl ?? null, traceUrl: traceUrl ?? null },
    ...tokenChange(token, removeToken),
  };
  if (id === undefined) return targetView(await store.prisma.target.create({ data }), 0);
  const present = await store.prisma.target.findUnique({ where: { id } });
  if (present === null) throw new PlimsollError('not-found', `There is no target ${id}.`);
  refuseMovedToken(present, url, data.token);
  const runs = await store.prisma.run.count({ where: { targetId: id } });
  return targetView(await store.prisma.target.update({ where: { id }, data }), runs);
}

/** A stored token goes only where it was entered for: another server must be given its own. */
function refuseMovedToken(present: Target, url: string, token: string | null | undefined) {
  if (present.token === null || token !== undefined) return;
  if (new URL(present.url).origin === new URL(url).origin) return;
  throw new PlimsollError('invalid-input', 'The target is not valid.', [
    {
      path: 'token',
      message: `was entered for ${new URL(present.url).origin}. Enter it again for the new server, or remove it.`,
    },
  ]);
}

function tokenChange(token: string | undefined, remove: boolean | undefined) {
  if (token) return { token };
  return remove ? { token: null } : {};
}
