import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { PlimsollError } from '@/lib/core/errors';

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
 * transaction with its record; data that is there is backed up before. Returns the names applied. Throws when an
 * applied one has changed, and `unavailable` for the database of a newer Plimsoll.
 */
export function migrate(sqlite: Database.Database, directory: string): string[] {
  const migrations = readMigrations(directory);
  const before = hasTable(sqlite, '_prisma_migrations') ? readApplied(sqlite) : new Map();
  refuseNewer(sqlite, [...before.keys()], migrations);
  const isMissing = migrations.some(({ name }) => !before.has(name));
  if (before.size > 0 && isMissing) backUpBefore(sqlite, [...before.keys()].sort().at(-1) ?? '');
  const applyMissing = sqlite.transaction(() => {
    sqlite.exec(MIGRATIONS_TABLE);
    const applied = readApplied(sqlite);
    return migrations.filter((migration) => applyOnce(sqlite, migration, applied));
  });
  // IMMEDIATE: of two processes that start together, the second waits and then finds it done.
  return applyMissing.immediate().map((migration) => migration.name);
}

/** What a later version has written, an older one would read wrongly. */
function refuseNewer(
  sqlite: Database.Database,
  applied: readonly string[],
  migrations: readonly Migration[],
): void {
  const unknown = applied.filter((name) => !migrations.some((known) => known.name === name));
  if (unknown.length === 0) return;
  throw new PlimsollError(
    'unavailable',
    `${sqlite.name} was written by a newer Plimsoll (it has the migration ${unknown[0]}). Update Plimsoll, restore an older back-up with "plimsoll restore <file>", or set PLIMSOLL_DATA_DIR to another folder.`,
  );
}

/** Beside the database: a migration that went wrong on somebody's data can be taken back. */
function backUpBefore(sqlite: Database.Database, last: string): void {
  if (sqlite.memory) return;
  const folder = join(dirname(sqlite.name), 'backups');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `plimsoll-${last}.db`);
  if (existsSync(file)) return;
  const part = `${file}.part`;
  rmSync(part, { force: true });
  sqlite.prepare('VACUUM INTO ?').run(part);
  renameSync(part, file);
}

function hasTable(sqlite: Database.Database, name: string): boolean {
  const find = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?";
  return sqlite.prepare(find).get(name) !== undefined;
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
