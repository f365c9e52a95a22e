import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore, type Store } from '@/lib/store/open-store';
import { MIGRATIONS_DIR } from './migrations-dir';

export { MIGRATIONS_DIR };

/** A real, empty, migrated store in a folder of its own, gone when the test ends. */
export function openTestStore(): Store {
  const dataDir = mkdtempSync(join(tmpdir(), 'plimsoll-store-'));
  const store = openStore({ dataDir, migrationsDir: MIGRATIONS_DIR });
  onTestFinished(async () => {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return store;
}
