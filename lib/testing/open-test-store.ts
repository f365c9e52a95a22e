import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { DATABASE_FILE, openStore, type Store, type StoreLocation } from '@/lib/store/open-store';
import { MIGRATIONS_DIR } from './migrations-dir';

export { MIGRATIONS_DIR };

/** A real, empty, migrated store in a folder of its own, gone when the test ends. */
export function openTestStore({ waitMs }: Pick<StoreLocation, 'waitMs'> = {}): Store {
  const dataDir = mkdtempSync(join(tmpdir(), 'plimsoll-store-'));
  writeFileSync(join(dataDir, DATABASE_FILE), migratedDatabase());
  const store = openStore({ dataDir, migrationsDir: MIGRATIONS_DIR, waitMs });
  onTestFinished(async () => {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return store;
}

/** As `openTestStore`, and it is what this process' `getStore` gives until the test ends. */
export function holdTestStore(): Store {
  const store = openTestStore();
  Object.assign(globalThis, { plimsollStore: Promise.resolve(store) });
  onTestFinished(() => void Reflect.deleteProperty(globalThis, 'plimsollStore'));
  return store;
}

let migrated: Buffer | undefined;

/** Migrating takes a quarter of a second: each worker does it once, and copies what came of it. */
function migratedDatabase(): Buffer {
  if (migrated !== undefined) return migrated;
  const dataDir = mkdtempSync(join(tmpdir(), 'plimsoll-template-'));
  try {
    const { sqlite } = openStore({ dataDir, migrationsDir: MIGRATIONS_DIR });
    // Closing it writes the log into the file.
    sqlite.close();
    migrated = readFileSync(join(dataDir, DATABASE_FILE));
    return migrated;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
