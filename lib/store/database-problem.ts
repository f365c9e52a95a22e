import { statSync } from 'node:fs';
import { PlimsollError } from '@/lib/core/errors';

const RESTORE = 'Restore a back-up with "plimsoll restore <file>"';
const MOVE = 'or move the file away to start with an empty database';

/** What is wrong with a database file, and what to do, from what SQLite said of it; undefined of anything else. */
export function databaseProblem(file: string, error: unknown): PlimsollError | undefined {
  const { code, message } = codeAndMessage(error);
  const problem = (text: string) => new PlimsollError('unavailable', text);
  if (code === 'SQLITE_NOTADB')
    return problem(
      `${file} is not a Plimsoll database, or its beginning is damaged. ${RESTORE}, ${MOVE}.`,
    );
  if (code.startsWith('SQLITE_CORRUPT'))
    return problem(`${file} is damaged (${message}). ${RESTORE}, ${MOVE}.`);
  if (code.startsWith('SQLITE_FULL'))
    return problem(`${file} cannot be opened: the disk is full. Free some space and start again.`);
  if (code.startsWith('SQLITE_BUSY'))
    return problem(
      `${file} is locked by another process. End what has it open (a database browser, a back-up), and start again.`,
    );
  if (/^(SQLITE_(CANTOPEN|READONLY|IOERR|PERM)|EACCES|EPERM|EROFS)/.test(code))
    return problem(
      `${file} cannot be opened for writing (${message}). Check who owns it and its folder, or set PLIMSOLL_DATA_DIR to a writable folder.`,
    );
  return undefined;
}

function codeAndMessage(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: '', message: '' };
  return { code: 'code' in error ? String(error.code) : '', message: error.message };
}

const WAIT_MS = 100;
const WAITS = 20;

/**
 * A database whose file was emptied would be made anew without a word. That of another process that makes one in
 * this moment is empty only for as long.
 */
export function refuseEmptied(file: string): void {
  for (let waits = 0; statSync(file, { throwIfNoEntry: false })?.size === 0; waits++) {
    if (waits === WAITS)
      throw new PlimsollError(
        'unavailable',
        `${file} is empty: something has cut it off. ${RESTORE}, or delete the file to start with an empty database.`,
      );
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS);
  }
}
