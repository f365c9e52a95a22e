import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { PlimsollError } from '@/lib/core/errors';
import { lockHolder } from './data-lock.mjs';
import { databaseProblem } from './database-problem';
import { migrate } from './migrate';
import { DATABASE_FILE, type Store, type StoreLocation } from './open-store';

/**
 * Copies the whole database into one file, while runs may be under way: it is as it was at one moment. The file
 * appears when it is complete. Throws `invalid-input` where it cannot be written, or is there already.
 */
export async function backUp({ sqlite }: Store, file: string): Promise<{ bytes: number }> {
  if (existsSync(file))
    throw new PlimsollError('invalid-input', `${file} exists already. Choose another name.`);
  if (!existsSync(dirname(file)))
    throw new PlimsollError(
      'invalid-input',
      `Folder ${dirname(file)} does not exist. Create it first.`,
    );
  const part = `${file}.part`;
  try {
    await sqlite.backup(part);
    chmodSync(part, 0o600);
    problemsOf(part);
    renameSync(part, file);
  } catch (error) {
    throw databaseProblem(file, error) ?? error;
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${part}${suffix}`, { force: true });
  }
  return { bytes: statSync(file).size };
}

/**
 * Puts a back-up in the database's place; what was there is kept beside it, under the name that is returned. The
 * back-up is checked whole before anything is touched. Throws `invalid-input` for a file that is no back-up,
 * `conflict` while Plimsoll runs.
 */
export function restore(
  { dataDir, migrationsDir }: StoreLocation,
  file: string,
  nowMs: number,
): { kept?: string } {
  refuseRunning(dataDir);
  const staged = join(dataDir, `${DATABASE_FILE}.restoring`);
  mkdirSync(dataDir, { recursive: true });
  try {
    checkBackUp(file);
    copyFileSync(file, staged);
    const copy = new Database(staged);
    migrate(copy, migrationsDir);
    copy.pragma('wal_checkpoint(TRUNCATE)');
    copy.close();
    const current = join(dataDir, DATABASE_FILE);
    const stamp = new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '-');
    const kept = existsSync(current) ? `${current}.before-restore-${stamp}` : undefined;
    for (const suffix of ['', '-wal', '-shm'])
      if (kept !== undefined && existsSync(`${current}${suffix}`))
        renameSync(`${current}${suffix}`, `${kept}${suffix}`);
    renameSync(staged, current);
    return { kept };
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${staged}${suffix}`, { force: true });
  }
}

function checkBackUp(file: string): void {
  const refuse = (why: string) =>
    new PlimsollError('invalid-input', `${file} cannot be restored: ${why}. Nothing was changed.`);
  if (!existsSync(file)) throw refuse('it does not exist');
  try {
    const [problem] = problemsOf(file);
    if (problem !== undefined) throw refuse(`it is damaged (${problem})`);
  } catch (error) {
    if (error instanceof PlimsollError) throw error;
    throw refuse('it is not a Plimsoll database');
  }
}

/** What SQLite finds wrong in a database file, read whole; the first hundred things. */
export function problemsOf(file: string): string[] {
  const sqlite = new Database(file, { readonly: true, fileMustExist: true });
  try {
    sqlite.prepare('SELECT 1 FROM _prisma_migrations').get();
    const found = sqlite.prepare<[], string>('PRAGMA quick_check').pluck().all();
    return found.filter((line) => line !== 'ok');
  } finally {
    sqlite.close();
  }
}

function refuseRunning(dataDir: string): void {
  const holder = lockHolder(dataDir);
  if (holder === undefined) return;
  throw new PlimsollError(
    'conflict',
    `Plimsoll is running on ${dataDir} (process ${holder.pid}). Stop it before restoring a back-up.`,
  );
}
