import { PlimsollError } from '@/lib/core/errors';
import type { Store } from '@/lib/store/open-store';
import { listTargets } from '@/lib/targets/targets';

/** What `--target` names: a URL as it is, else a configured target; without it, the first of those. */
export async function chooseTarget(
  store: Store,
  option: string | undefined,
): Promise<{ target: string } | { targetUrl: string }> {
  if (option !== undefined)
    return option.includes('://') ? { targetUrl: option } : { target: option };
  const [first] = await listTargets(store);
  if (first === undefined)
    throw new PlimsollError(
      'invalid-input',
      'No target is configured yet. Say which one with --target URL.',
    );
  return { target: first.name };
}
