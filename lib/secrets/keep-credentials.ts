import { PlimsollError } from '@/lib/core/errors';
import { pathOf } from '@/lib/core/problems';
import {
  type Credential,
  credentialsIn,
  credentialsInNames,
  credentialsInUrl,
  placeholder,
  replaced,
  withoutCredentials,
} from '@/lib/plan/credentials';
import type { LoadPlan } from '@/lib/plan/load-plan';
import type { Store } from '@/lib/store/open-store';
import type { KeptCredential } from './model';
import { keepSecret } from './secrets';

/**
 * A plan as it is stored: what looks like a credential has become a secret, and is sent as before. Throws
 * `invalid-input`, with `refused`, for a credential in a name, which everybody reads.
 */
export async function keepCredentials(
  store: Store,
  plan: LoadPlan,
  refused: string,
): Promise<{ plan: LoadPlan; kept: KeptCredential[] }> {
  const exposed = credentialsInNames(plan);
  if (exposed.length > 0)
    throw new PlimsollError(
      'invalid-input',
      refused,
      exposed.map((path) => ({ path: pathOf(path), message: EXPOSED })),
    );
  return keepPlanCredentials(store, plan);
}

/** Of a plan that is stored already, whatever its names are. */
export async function keepPlanCredentials(
  store: Store,
  plan: LoadPlan,
): Promise<{ plan: LoadPlan; kept: KeptCredential[] }> {
  const found = credentialsIn(plan);
  const names = await namesOf(store, found);
  const written = (credential: Credential) => placeholder(names.get(credential.value) ?? '');
  return { plan: withoutCredentials(plan, found, written), kept: keptOf(found, names) };
}

const EXPOSED =
  'looks like a credential, and would be shown to everybody. Credentials belong into headers, parameters and bodies.';

/** An address as it is stored: a credential in its query has become a secret. `of` names whose it is. */
export async function keepUrlCredentials(store: Store, url: string, of: string): Promise<string> {
  const found = credentialsInUrl(url, of);
  const names = await namesOf(store, found);
  return replaced(url, found, ({ value }) => placeholder(names.get(value) ?? ''));
}

/** Each value's secret. */
async function namesOf(store: Store, found: readonly Credential[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const { value, name } of found)
    if (!names.has(value)) names.set(value, await keepSecret(store, name, value));
  return names;
}

function keptOf(found: readonly Credential[], names: Map<string, string>): KeptCredential[] {
  return found.map(({ value, where }) => ({ name: names.get(value) ?? '', where }));
}
