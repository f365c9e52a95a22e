import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import { checkTarget, type TargetCheck } from '@/lib/engine/check-target';
import type { Store } from '@/lib/store/open-store';
import { parseInput } from './parse-input';
import { httpUrlSchema } from './target-url';

const TIMEOUT_MS = 5000;

const testSchema = z.object({
  id: z.int().optional(),
  url: httpUrlSchema.optional(),
  token: z.string().trim().optional(),
});

/**
 * One real call to a stored target (`id`), to a URL that is being entered (`url`), or to both: then
 * the URL is the new one and the token the stored one, unless a new token is given.
 */
export async function testTarget(store: Store, input: unknown): Promise<TargetCheck> {
  const { id, url, token } = parseInput(testSchema, input, 'The target cannot be tested.');
  const stored = id === undefined ? null : await store.prisma.target.findUnique({ where: { id } });
  if (id !== undefined && stored === null)
    throw new PlimsollError('not-found', `There is no target ${id}.`);
  const address = url ?? stored?.url;
  if (address === undefined)
    throw new PlimsollError('invalid-input', 'The target cannot be tested.', [
      { path: 'url', message: 'must not be empty.' },
    ]);
  // A stored token goes only where it was entered for: a changed origin must be given its own.
  const mayUseStored = stored !== null && new URL(address).origin === new URL(stored.url).origin;
  const bearer = token || (mayUseStored ? stored.token : undefined);
  return checkTarget({ url: address, token: bearer || undefined }, { timeoutMs: TIMEOUT_MS });
}
