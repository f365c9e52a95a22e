import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Actor } from '@/lib/access/model';
import { type ErrorCode, PlimsollError } from '@/lib/core/errors';

/** What the process of an import (worker/import.ts) is told. */
export interface ImportTask {
  path: string;
  /** The file's name, as its user knows it. */
  name: string;
  /** As `importRun` takes it. */
  request: object;
  /** Who imports it, for the audit log. */
  by?: Actor;
}

/** The run, and what memory it took: resident when it began, and at most, bytes. */
export interface ImportDone {
  number: number;
  idleBytes: number;
  peakBytes: number;
}

/** What it answers, once. */
export type ImportReply =
  | ImportDone
  | { refused: Pick<PlimsollError, 'message' | 'problems'> & { code: ErrorCode } };

/** Left to itself, V8 lets what is garbage grow by hundreds of megabytes before it collects it. */
const FRUGAL = [
  '--max-semi-space-size=4',
  '--initial-old-space-size=32',
  '--max-old-space-size=256',
];

/**
 * `importRun` in a process of its own: a file of gigabytes, or one made to do harm, takes neither the dashboard's
 * memory nor its time. An abort ends it. Throws what `importRun` throws, and `unavailable` when the process dies.
 */
export function importInProcess(task: ImportTask, signal: AbortSignal): Promise<ImportDone> {
  const root = process.env.PLIMSOLL_ROOT ?? process.cwd();
  return new Promise((resolve, reject) => {
    const child = fork(/* turbopackIgnore: true */ join(root, 'worker', 'import.ts'), {
      cwd: root,
      execArgv: [...FRUGAL, '--import', 'tsx'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const end = () => child.kill('SIGKILL');
    signal.addEventListener('abort', end, { once: true });
    child.once('message', (reply: ImportReply) => {
      if ('number' in reply) return resolve(reply);
      const { code, message, problems } = reply.refused;
      reject(new PlimsollError(code, message, problems));
    });
    child.once('error', (error) => reject(gone(error.message)));
    // Of a process that has answered before, this changes nothing.
    child.once('exit', (code, by) => {
      signal.removeEventListener('abort', end);
      reject(gone(by ?? `exit code ${code}`));
    });
    child.send(task);
  });
}

function gone(why: string): PlimsollError {
  return new PlimsollError(
    'unavailable',
    `The import did not finish: its process ended (${why}). What it had stored is shown as an interrupted run.`,
  );
}
