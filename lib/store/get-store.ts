import { join, resolve } from 'node:path';
import { seedStore } from '@/lib/runs/seed-store';
import { openStore, type Store } from './open-store';

const held = globalThis as typeof globalThis & { plimsollStore?: Promise<Store> };

/** This process's one store, opened (made, migrated, seeded) on first use. */
export function getStore(): Promise<Store> {
  held.plimsollStore ??= openSeeded().catch((error: unknown) => {
    // A store that could not be opened is tried again by the next request.
    held.plimsollStore = undefined;
    throw error;
  });
  return held.plimsollStore;
}

async function openSeeded(): Promise<Store> {
  const root = process.env.PLIMSOLL_ROOT ?? process.cwd();
  const store = openStore({
    dataDir: resolve(root, process.env.PLIMSOLL_DATA_DIR ?? 'data'),
    migrationsDir: join(root, 'prisma', 'migrations'),
  });
  await seedStore(store, process.env);
  return store;
}
