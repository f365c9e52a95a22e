import { spawn } from 'node:child_process';

const KEPT_LINES = 4_000;

/** A command that ended badly; `output` is what it printed, `exitCode` a number if it ended by itself. */
export class CommandError extends Error {
  /** @param {string} message @param {string} output @param {number | string} [exitCode] */
  constructor(message, output, exitCode) {
    super(message);
    this.name = 'CommandError';
    this.output = output;
    this.exitCode = exitCode;
  }
}

/**
 * Runs a command to its end and returns what it printed (stdout and stderr as they came).
 * @param {string[]} command the program and its arguments; no shell
 * @param {object} options
 * @param {string} options.cwd
 * @param {NodeJS.ProcessEnv} options.env
 * @param {AbortSignal} [options.signal] ends it and all it started
 * @param {number} [options.timeoutMs]
 * @param {(line: string) => void} [options.onLine]
 * @returns {Promise<string>} rejects with a CommandError unless it exits with 0
 */
export async function runCommand(command, { cwd, env, signal, timeoutMs, onLine }) {
  const [file = '', ...args] = command;
  const lines = [];
  let reason = '';
  const keep = (line) => {
    lines.push(line);
    if (lines.length > KEPT_LINES) lines.shift();
    onLine?.(line);
  };
  signal?.throwIfAborted();
  // Its own group, so that ending it also ends what it started (npm → node-gyp → make → cc).
  const child = spawn(file, args, {
    cwd,
    env,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = (why) => {
    reason = why;
    killGroup(child, 'SIGTERM');
    setTimeout(() => killGroup(child, 'SIGKILL'), 3_000).unref();
  };
  const onAbort = () => end('was interrupted');
  signal?.addEventListener('abort', onAbort, { once: true });
  const timer = timeoutMs && setTimeout(() => end(`took over ${timeoutMs / 1000} s`), timeoutMs);
  try {
    const code = await new Promise((resolve, reject) => {
      splitLines(child.stdout, keep);
      splitLines(child.stderr, keep);
      child.once('error', reject);
      child.once('close', (exitCode, killedBy) => resolve(exitCode ?? killedBy));
    });
    if (reason) throw new CommandError(`${command.join(' ')} ${reason}.`, lines.join('\n'));
    if (code !== 0)
      throw new CommandError(`${command.join(' ')} ended with ${code}.`, lines.join('\n'), code);
    return lines.join('\n');
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${file} could not be started: ${error.message}`, lines.join('\n'));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

/**
 * Signals a child and everything in its process group; quiet when it has ended already.
 * @param {import('node:child_process').ChildProcess} child started with `detached: true`
 * @param {NodeJS.Signals} signal
 */
export function killGroup(child, signal) {
  if (!child.pid) return;
  try {
    // Windows has no process groups: there only the child itself is ended.
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/**
 * Calls back with each line of a stream, the last unfinished one too.
 * @param {NodeJS.ReadableStream} stream
 * @param {(line: string) => void} onLine
 */
export function splitLines(stream, onLine) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) onLine(part.replace(/\r$/, ''));
  });
  stream.on('end', () => rest && onLine(rest));
}
