import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { MIGRATIONS_DIR } from '@/lib/testing/open-test-store';
import { migrate } from './migrate';

function migrationsWith(sql: Record<string, string>): string {
  const directory = mkdtempSync(join(tmpdir(), 'plimsoll-migrations-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(sql)) {
    mkdirSync(join(directory, name));
    writeFileSync(join(directory, name, 'migration.sql'), text);
  }
  return directory;
}

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

it('backs up the data that is there before it migrates it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-backed-up-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const sqlite = new Database(join(folder, 'plimsoll.db'));
  const directory = migrationsWith({ '0001_first': 'CREATE TABLE "a" ("x" INTEGER);' });
  migrate(sqlite, directory);
  expect(existsSync(join(folder, 'backups'))).toBe(false);
  sqlite.exec('INSERT INTO "a" VALUES (7)');
  mkdirSync(join(directory, '0002_second'));
  writeFileSync(join(directory, '0002_second', 'migration.sql'), 'DROP TABLE "a";');
  migrate(sqlite, directory);
  sqlite.close();
  expect(readdirSync(join(folder, 'backups'))).toEqual(['plimsoll-0001_first.db']);
  const before = new Database(join(folder, 'backups', 'plimsoll-0001_first.db'));
  expect(before.prepare('SELECT "x" FROM "a"').pluck().all()).toEqual([7]);
  before.close();
});

/** Landed migrations, which people's databases have: what is to change goes into a new one. */
const LANDED = {
  '0001_initial': '54e7760931ca3d6b7c75992e4beb043a0823253d48459627d0e19d8ab22e6aef',
  '0002_generator': 'f0b78b85e0d200be2317d1eaa2ca10515d838cdb62cbe4d6f2cd66aca7ac7985',
  '0003_judgement': '19d9bd016aa0cda93f475e56218a9b8d02956b2c4ce0150891f8ca50288b01c1',
  '0004_review': '8e94aeeca7e19e2f5670b1990fad46991059df7ca18d19b2ed93b6ef65f62950',
  '0005_capacity': 'd3b0796a2e983310efcbe8e9341514fca2724aebc2b987db1bc490712358623f',
  '0006_reports': 'cfdb2a39ca71b9e37c7af771503dd574c7b021eefab19b88ed6ee1ea380921ea',
  '0007_routine': '9d4da41c697d50d6291a217468a517818bbccf63f77050561bba75c65bb434b3',
  '0008_trace': '30eb7cb9547f0cb9fe2ab9e00ecff6a14d12e5d364b3676b3fdd9b74ab408aa8',
  '0009_generator_error': 'e6714cfec7a863423350b5848c005d10c324af73443658a41b95800798589676',
  '0010_access': '3e85a9f4f7fc42d11418e32cd6683e05df6393c5c9caa3414665e0e125c9f53f',
  '0011_allowed_hosts': '8b69fc973464429c7a0db6588150d6ec9281be93627407578237c8aa46ba0b10',
  '0012_secrets': '6c4b349de0b706ff9f4ce1f68d45a1798261386349d0753f2e894e0d77c4cf5d',
  '0013_supervised': 'b1f2bd6744a8fdf6435213bed7cdfab8aedf50cf1469a7d1a66b91e65e20d436',
};

it('never has a landed migration edited', () => {
  const sums = Object.keys(LANDED).map((name) => {
    const sql = readFileSync(join(MIGRATIONS_DIR, name, 'migration.sql'));
    return [name, createHash('sha256').update(sql).digest('hex')];
  });
  expect(Object.fromEntries(sums)).toEqual(LANDED);
});
