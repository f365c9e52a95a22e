import { commandActor } from '@/lib/access/actor';
import { perform } from '@/lib/access/audit';
import type { Verb } from '@/lib/access/verbs';
import { getStore } from '@/lib/store/get-store';
import type { Store } from '@/lib/store/open-store';

/** Opens the store for one command, and closes it whatever happens. */
export async function withStore<T>(use: (store: Store) => Promise<T>): Promise<T> {
  const store = await getStore();
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

/** Does what a verb stands for, as whoever uses the command line; `subject` names what the result does not. */
export function commanded<T>(
  store: Store,
  verb: Verb,
  does: (store: Store) => Promise<T>,
  subject?: string | number,
): Promise<T> {
  return perform(store, commandActor(), verb, does, [subject]);
}

/** `withStore` for a command that is one verb. */
export function withCommand<T>(
  verb: Verb,
  does: (store: Store) => Promise<T>,
  subject?: string | number,
): Promise<T> {
  return withStore((store) => commanded(store, verb, does, subject));
}
