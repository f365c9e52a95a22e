import { PlimsollError } from '@/lib/core/errors';
import type { Store } from '@/lib/store/open-store';
import { listTargets } from '@/lib/targets/targets';

/** The id of the one that is called so. Throws `not-found`, with the names that there are. */
export function findByName(
  all: readonly { id: number; name: string }[],
  what: string,
  name: string,
): number {
  const found = all.find((one) => one.name === name);
  if (found !== undefined) return found.id;
  const known = all.map((one) => `"${one.name}"`).join(', ');
  throw new PlimsollError(
    'not-found',
    `There is no ${what} "${name}". ${known === '' ? 'None exist yet.' : `Available: ${known}.`}`,
  );
}

/** What `--target` names: a URL as it is, else a configured target; without it, the first of those. */
export async function chooseTarget(
  store: Store,
  option: string | undefined,
): Promise<{ target: string } | { targetUrl: string }> {
  if (option !== undefined)
    return option.includes('://') ? { targetUrl: option } : { target: option };
  const [first] = await listTargets(store);
  if (first === undefined)
    throw new PlimsollError('invalid-input', 'No targets yet. Set one with --target URL.');
  return { target: first.name };
}
