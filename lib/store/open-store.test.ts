import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { MIGRATIONS_DIR, openTestStore } from '@/lib/testing/open-test-store';
import { Prisma } from './generated/client';
import { makeFolder, migrate } from './open-store';

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

function migrationsWith(sql: Record<string, string>): string {
  const directory = mkdtempSync(join(tmpdir(), 'plimsoll-migrations-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(sql)) {
    mkdirSync(join(directory, name));
    writeFileSync(join(directory, name, 'migration.sql'), text);
  }
  return directory;
}

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

it('applies each migration once, in the order of their names, and records it as Prisma does', () => {
  const sqlite = new Database(':memory:');
  const directory = migrationsWith({
    '0002_second': 'ALTER TABLE "a" ADD COLUMN "y" INTEGER;',
    '0001_first': 'CREATE TABLE "a" ("x" INTEGER);',
  });
  expect(migrate(sqlite, directory)).toEqual(['0001_first', '0002_second']);
  expect(migrate(sqlite, directory)).toEqual([]);
  const rows = sqlite
    .prepare('SELECT migration_name, checksum, applied_steps_count FROM _prisma_migrations')
    .all();
  expect(rows).toEqual([
    {
      migration_name: '0001_first',
      checksum: '1dfc0c8f3127495b1e56f20810de0843125153c6e118cf9d66e4995d9da1bf4b',
      applied_steps_count: 1,
    },
    {
      migration_name: '0002_second',
      checksum: '7ba4700f1e33c4e8c302e03de1603edb0adc86b400a563aa501fd770fc5a6ffa',
      applied_steps_count: 1,
    },
  ]);
});

it('leaves nothing of a migration that fails, and none after it', () => {
  const sqlite = new Database(':memory:');
  const directory = migrationsWith({
    '0001_first': 'CREATE TABLE "a" ("x" INTEGER); CREATE TABLE oops oops;',
    '0002_second': 'CREATE TABLE "b" ("x" INTEGER);',
  });
  expect(() => migrate(sqlite, directory)).toThrow('syntax error');
  expect(sqlite.prepare("SELECT name FROM sqlite_master WHERE name IN ('a', 'b')").all()).toEqual(
    [],
  );
});

it('refuses to go on when an applied migration was changed', () => {
  const sqlite = new Database(':memory:');
  const directory = migrationsWith({ '0001_first': 'CREATE TABLE "a" ("x" INTEGER);' });
  migrate(sqlite, directory);
  writeFileSync(join(directory, '0001_first', 'migration.sql'), 'CREATE TABLE "a" ("z" INTEGER);');
  expect(() => migrate(sqlite, directory)).toThrow(
    'Migration 0001_first was changed after it had been applied to this database.',
  );
});

it('has the migrations of this project where the store looks for them', () => {
  expect(migrate(new Database(':memory:'), MIGRATIONS_DIR)[0]).toBe('0001_initial');
});
