import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import Database from 'better-sqlite3';
import { PlimsollError } from '@/lib/core/errors';
import { databaseProblem, refuseEmptied } from './database-problem';
import { PrismaClient } from './generated/client';
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
  /** For how long `prisma` waits for a lock, with its thread standing still, before it gives up; ms. */
  waitMs?: number;
}

export const DATABASE_FILE = 'plimsoll.db';

/** Another process may be migrating. */
const MIGRATE_WITHIN_MS = 10_000;
/**
 * For a lock both connections wait on their thread, which stands still meanwhile: `sqlite`, whose writers try
 * again (`untilStored`), also for a transaction of `prisma` in this very thread.
 */
const WAIT_MS = 1000;
const PRISMA_WAIT_MS = 5000;

function makeDataFolder(dataDir: string): void {
  try {
    makeFolder(dataDir);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new PlimsollError(
      'unavailable',
      `The data folder ${dataDir} cannot be created (${why}). Set PLIMSOLL_DATA_DIR to a writable folder.`,
    );
  }
}

/** Databases, back-ups, reports and the key lie in it. A folder of another owner's stays as it is. */
function keepToOwner(dataDir: string): void {
  try {
    chmodSync(dataDir, 0o700);
  } catch {
    // It can be used all the same, or opening the database says why not.
  }
}

function openDatabase(file: string, migrationsDir: string): Database.Database {
  refuseEmptied(file);
  try {
    const sqlite = new Database(file, { timeout: MIGRATE_WITHIN_MS });
    // Tokens of targets lie in it.
    chmodSync(file, 0o600);
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = NORMAL');
    migrate(sqlite, migrationsDir);
    sqlite.pragma(`busy_timeout = ${WAIT_MS}`);
    // The writer's foreign keys would be checked once a sample; a run's existence is known already.
    sqlite.pragma('foreign_keys = OFF');
    return sqlite;
  } catch (error) {
    throw databaseProblem(file, error) ?? error;
  }
}

/**
 * Opens `<dataDir>/plimsoll.db`, made and migrated when needed. Throws `unavailable`, with what to do, for a file that
 * is damaged, emptied, locked, of a newer Plimsoll, or that cannot be written.
 */
export function openStore({
  dataDir,
  migrationsDir,
  waitMs = PRISMA_WAIT_MS,
}: StoreLocation): Store {
  makeDataFolder(dataDir);
  keepToOwner(dataDir);
  const file = join(dataDir, DATABASE_FILE);
  const sqlite = openDatabase(file, migrationsDir);
  const prisma = new PrismaClient({
    adapter: new PrismaBetterSqlite3(
      { url: `file:${file}`, timeout: waitMs },
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

/**
 * Makes a folder and those above it that are missing. Node's own recursive mkdir never returns where the
 * system says ENOENT although the folder above is there, as below /proc. Throws the system's error.
 */
export function makeFolder(path: string): void {
  const folder = resolve(path);
  if (existsSync(folder)) return;
  const above = dirname(folder);
  if (above !== folder) makeFolder(above);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have made it in this moment.
    if (!existsSync(folder)) throw error;
  }
}
