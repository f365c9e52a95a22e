import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { openStore, type Store } from '@/lib/store/open-store';

export const MIGRATIONS_DIR = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

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
