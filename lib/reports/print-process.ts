import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { printerToken } from '@/lib/access/actor';
import { type ErrorCode, PlimsollError } from '@/lib/core/errors';
import type { FileFormat } from './print-page';

/** What the process that prints (worker/print.ts) is told: what to print, as `printPage` takes it, or to leave off. */
export type PrintTask =
  | { id: number; url: string; format: FileFormat; token: string }
  | { leaveOff: number };

/** What it answers, once for each that it was told to print. */
export type PrintReply = { id: number } & (
  | { file: Uint8Array }
  | { refused: { code: ErrorCode; message: string } }
);

/** Loading what drives a browser takes longer than printing: the process waits so long for the next report. */
const IDLE_MS = 60_000;
/** How long a browser may take to close, and then the process that takes it along. */
const LEAVE_OFF_MS = 2000;

let printer: ChildProcess | undefined;
let idle: NodeJS.Timeout | undefined;
let printing = 0;
let lastId = 0;

/**
 * `printPage` in a process beside the dashboard: driving a browser would hold up its pages. The process is started with
 * the first report, and ends when none was asked for a minute. An abort ends the browser. Throws what `printPage`
 * throws, and `unavailable` when the process dies.
 */
export async function printInProcess(
  url: string,
  format: FileFormat,
  signal: AbortSignal,
): Promise<Uint8Array> {
  signal.throwIfAborted();
  clearTimeout(idle);
  printer ??= start();
  const child = printer;
  printing += 1;
  try {
    return await printBy(child, { id: ++lastId, url, format, token: printerToken() }, signal);
  } finally {
    printing -= 1;
    if (printing === 0) idle = setTimeout(() => end(child), IDLE_MS).unref();
  }
}

function start(): ChildProcess {
  const root = process.env.PLIMSOLL_ROOT ?? process.cwd();
  const child = fork(/* turbopackIgnore: true */ join(root, 'worker', 'print.ts'), {
    cwd: root,
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const forget = () => {
    if (printer === child) printer = undefined;
  };
  child.once('exit', forget);
  child.once('error', forget);
  child.setMaxListeners(0);
  // The dashboard may end while it waits; it ends when it hears of that.
  child.unref();
  child.channel?.unref();
  return child;
}

function end(child: ChildProcess): void {
  if (printer === child) printer = undefined;
  if (child.connected) child.disconnect();
}

function printBy(
  child: ChildProcess,
  task: PrintTask & { id: number },
  signal: AbortSignal,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    let late: NodeJS.Timeout | undefined;
    const onReply = (reply: PrintReply) => {
      if (reply.id !== task.id) return;
      stopListening();
      if (signal.aborted) reject(signal.reason);
      else if ('file' in reply) resolve(reply.file);
      else reject(new PlimsollError(reply.refused.code, reply.refused.message));
    };
    const onAbort = () => {
      if (child.connected) child.send({ leaveOff: task.id } satisfies PrintTask);
      // One that is only starting cannot be told anything.
      late = setTimeout(() => {
        end(child);
        late = setTimeout(() => child.kill('SIGKILL'), LEAVE_OFF_MS);
      }, LEAVE_OFF_MS);
    };
    const onGone = (why: string) => {
      stopListening();
      reject(signal.aborted ? signal.reason : gone(why));
    };
    const onExit = (code: number | null, by: string | null) => onGone(by ?? `exit code ${code}`);
    const onError = (error: Error) => onGone(error.message);
    const stopListening = () => {
      clearTimeout(late);
      signal.removeEventListener('abort', onAbort);
      child.off('message', onReply).off('exit', onExit).off('error', onError);
    };
    child.on('message', onReply).on('exit', onExit).on('error', onError);
    signal.addEventListener('abort', onAbort, { once: true });
    child.send(task, (error) => error && onError(error));
  });
}

function gone(why: string): PlimsollError {
  return new PlimsollError(
    'unavailable',
    `The report was not printed: the process that prints ended (${why}). Try again.`,
  );
}
