import { createHash, randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import Database from 'better-sqlite3';
import { PlimsollError } from '@/lib/core/errors';
import { PrismaClient } from './generated/client';

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
      `The data folder ${dataDir} cannot be created (${why}). Set PLIMSOLL_DATA_DIR to a writable folder.`,
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

// Prisma's own table, so that `prisma migrate deploy` finds what was applied here, and the reverse.
const MIGRATIONS_TABLE = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "checksum" TEXT NOT NULL,
    "finished_at" DATETIME,
    "migration_name" TEXT NOT NULL,
    "logs" TEXT,
    "rolled_back_at" DATETIME,
    "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0
  )`;

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/**
 * Applies the migrations of `directory` that the database has not seen, in name order, each in a
 * transaction with its record. Returns the names applied. Throws when an applied one has changed.
 */
export function migrate(sqlite: Database.Database, directory: string): string[] {
  const migrations = readMigrations(directory);
  const applyMissing = sqlite.transaction(() => {
    sqlite.exec(MIGRATIONS_TABLE);
    const applied = readApplied(sqlite);
    return migrations.filter((migration) => applyOnce(sqlite, migration, applied));
  });
  // IMMEDIATE: of two processes that start together, the second waits and then finds it done.
  return applyMissing.immediate().map((migration) => migration.name);
}

function readMigrations(directory: string): Migration[] {
  return readdirSync(directory)
    .filter((name) => existsSync(join(directory, name, 'migration.sql')))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(directory, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

function readApplied(sqlite: Database.Database): Map<string, string> {
  const rows = sqlite
    .prepare<[], { migration_name: string; checksum: string }>(
      'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL',
    )
    .all();
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

function applyOnce(
  sqlite: Database.Database,
  migration: Migration,
  applied: Map<string, string>,
): boolean {
  const checksum = applied.get(migration.name);
  if (checksum === migration.checksum) return false;
  if (checksum !== undefined)
    throw new Error(
      `Migration ${migration.name} was changed after it had been applied to this database. ` +
        'Restore the file and put the change into a new migration.',
    );
  sqlite.exec(migration.sql);
  sqlite
    .prepare(
      `INSERT INTO _prisma_migrations
         (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES (?, ?, ?, ?, ?, 1)`,
    )
    .run(randomUUID(), migration.checksum, migration.name, Date.now(), Date.now());
  return true;
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
