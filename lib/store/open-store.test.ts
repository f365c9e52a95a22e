import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PlimsollError } from '@/lib/core/errors';
import { MIGRATIONS_DIR, openTestStore } from '@/lib/testing/open-test-store';
import { backUp } from './backup';
import { Prisma } from './generated/client';
import { DATABASE_FILE, makeFolder, openStore } from './open-store';

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-folder-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

it('makes what is missing on the way, and is content with what is there', () => {
  const folder = join(emptyFolder(), 'a', 'b', 'c');
  makeFolder(folder);
  makeFolder(folder);
  expect(existsSync(folder)).toBe(true);
});

it('throws at once where no folder can be', () => {
  expect(() => makeFolder('/proc/nope/data')).toThrow(/ENOENT|EACCES|EPERM|EROFS/);
  const file = join(emptyFolder(), 'file');
  writeFileSync(file, '');
  expect(() => makeFolder(join(file, 'data'))).toThrow('ENOTDIR');
});

it('a migrated database answers every model and every column of the schema', async () => {
  const { prisma, sqlite } = openTestStore();
  for (const model of Object.values(Prisma.ModelName)) {
    const delegate = prisma[(model[0]?.toLowerCase() + model.slice(1)) as 'run'];
    expect(await delegate.findMany({ take: 1 }), model).toEqual([]);
  }
  const tables = sqlite
    .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
    .all()
    .map((row) => row.name)
    .filter((name) => !name.startsWith('_') && !name.startsWith('sqlite_'));
  expect(tables.sort()).toEqual(Object.values(Prisma.ModelName).sort());
});

describe('a database file that cannot be used is refused with a sentence, and stays as it is', () => {
  /** What opening the store of a folder with this file says. */
  function refusalOf(spoil: (file: string) => void): { file: string; said: string } {
    const dataDir = emptyFolder();
    const store = openStore({ dataDir, migrationsDir: MIGRATIONS_DIR });
    store.sqlite.close();
    const file = join(dataDir, DATABASE_FILE);
    spoil(file);
    try {
      openStore({ dataDir, migrationsDir: MIGRATIONS_DIR });
    } catch (error) {
      expect(error).toBeInstanceOf(PlimsollError);
      return { file, said: String(error instanceof Error && error.message) };
    }
    throw new Error('It was opened.');
  }

  it('that is no database', () => {
    const { file, said } = refusalOf((path) => writeFileSync(path, 'x'.repeat(10_000)));
    expect(said).toBe(
      `${file} is not a Plimsoll database, or its beginning is damaged. Restore a back-up with "plimsoll restore <file>", or move the file away to start with an empty database.`,
    );
  });

  it('that was emptied', () => {
    const { file, said } = refusalOf((path) => truncateSync(path));
    expect(said).toMatch(/^.* is empty: something has cut it off\. Restore a back-up/);
    expect(statSync(file).size).toBe(0);
  });

  it('that was cut off in the middle', () => {
    const { said } = refusalOf((path) => truncateSync(path, 8192));
    expect(said).toMatch(/ is damaged \(.*\)\. Restore a back-up/);
  });

  it('that a newer Plimsoll has written', () => {
    const { said } = refusalOf((path) => {
      const sqlite = new Database(path);
      sqlite.exec(
        `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
         VALUES ('x', 'x', '9999_future', 1)`,
      );
      sqlite.close();
    });
    expect(said).toContain(
      'was written by a newer Plimsoll (it has the migration 9999_future). Update Plimsoll,',
    );
  });

  it('that another process keeps locked', () => {
    const { said } = refusalOf((path) => {
      const sqlite = new Database(path);
      onTestFinished(() => void sqlite.close());
      sqlite.pragma('journal_mode = DELETE');
      sqlite.exec('BEGIN EXCLUSIVE');
    });
    expect(said).toContain('is locked by another process. End what has it open');
  });
});

it('keeps the data folder and what is in it to its owner', async () => {
  const dataDir = join(emptyFolder(), 'data');
  mkdirSync(dataDir, { mode: 0o755 });
  const store = openStore({ dataDir, migrationsDir: MIGRATIONS_DIR });
  await backUp(store, join(dataDir, 'copy.db'));
  const modes = [dataDir, ...readdirSync(dataDir).map((name) => join(dataDir, name))].map(
    (path) => [path.slice(dataDir.length), (statSync(path).mode & 0o777).toString(8)],
  );
  await store.close();
  expect(Object.fromEntries(modes)).toMatchObject({
    '': '700',
    '/plimsoll.db': '600',
    '/plimsoll.db-wal': '600',
    '/copy.db': '600',
  });
});
