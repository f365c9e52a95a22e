import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import Database from 'better-sqlite3';
import { PlimsollError } from '@/lib/core/errors';
import { PrismaClient } from './generated/client';
import { makeFolder } from './make-folder';
import { migrate } from './migrate';

/** The one database: `prisma` for ordinary queries, `sqlite` for samples and windows. */
export interface Store {
  prisma: PrismaClient;
  sqlite: Database.Database;
  close(): Promise<void>;
}

export interface StoreLocation {
  dataDir: string;
  /** The project's prisma/migrations. */
  migrationsDir: string;
}

export const DATABASE_FILE = 'plimsoll.db';

function makeDataFolder(dataDir: string): void {
  try {
    makeFolder(dataDir);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new PlimsollError(
      'unavailable',
      `The data folder ${dataDir} cannot be made (${why}). Set PLIMSOLL_DATA_DIR to a folder that this user may write to.`,
    );
  }
}

/** Opens `<dataDir>/plimsoll.db`, made and migrated when needed. */
export function openStore({ dataDir, migrationsDir }: StoreLocation): Store {
  makeDataFolder(dataDir);
  const file = join(dataDir, DATABASE_FILE);
  const sqlite = new Database(file, { timeout: 10_000 });
  // Tokens of targets lie in it.
  chmodSync(file, 0o600);
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = NORMAL');
  migrate(sqlite, migrationsDir);
  // The writer's foreign keys would be checked once a sample; a run's existence is known already.
  sqlite.pragma('foreign_keys = OFF');
  const prisma = new PrismaClient({
    adapter: new PrismaBetterSqlite3(
      { url: `file:${file}`, timeout: 10_000 },
      { timestampFormat: 'unixepoch-ms' },
    ),
  });
  return {
    prisma,
    sqlite,
    async close() {
      await prisma.$disconnect();
      sqlite.close();
    },
  };
}
