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
