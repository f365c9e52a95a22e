import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { killGroup } from './kill-group.mjs';
import { splitLines } from './split-lines.mjs';

const DIE_WITH_PARENT = fileURLToPath(new URL('./die-with-parent.mjs', import.meta.url));
const LAST_LINES = 20;
const LAST_WORDS_MS = 300;

/**
 * @typedef {object} ProcessPlan
 * @property {string} name
 * @property {string[]} args to Node
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {'message' | 'line'} [readySign] what it sends when ready: `{ type: 'ready' }` by default, or
 * its first line of output, where a watcher stands between us and it
 * @property {number} graceMs how long it may take to end when asked
 *
 * @typedef {object} RunningProcess
 * @property {string} name
 * @property {Promise<void>} ready when it has given its sign; never, when it does not
 * @property {Promise<string>} ended why, as in "exit code 1"; never rejects
 * @property {() => string[]} lastLines
 * @property {() => Promise<void>} stop asks it to end, and makes it when its grace is over
 * @property {() => void} kill
 */

/**
 * Starts a Node process of ours that ends when we do.
 * @param {ProcessPlan} plan
 * @param {(line: string) => void} onLine
 * @returns {RunningProcess}
 */
export function startProcess({ name, args, cwd, env, readySign = 'message', graceMs }, onLine) {
  const child = spawn(process.execPath, ['--import', DIE_WITH_PARENT, ...args], {
    cwd,
    env: { ...env, PLIMSOLL_SUPERVISOR: String(process.pid) },
    // A group of its own: Ctrl-C reaches only us, and we end the processes in order.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const lines = [];
  const ready = new Promise((resolve) => {
    const keep = (line) => {
      lines.push(line);
      if (lines.length > LAST_LINES) lines.shift();
      onLine(line);
      if (readySign === 'line') resolve();
    };
    splitLines(child.stdout, keep);
    splitLines(child.stderr, keep);
    child.on('message', (message) => message?.type === 'ready' && resolve());
  });
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => {
      const reason = signal ?? `exit code ${code}`;
      // Whatever it started goes with it; its last words are read first, if they come soon.
      killGroup(child, 'SIGKILL');
      child.once('close', () => resolve(reason));
      setTimeout(() => resolve(reason), LAST_WORDS_MS).unref();
    });
  });
  return {
    name,
    ready,
    ended,
    lastLines: () => [...lines],
    async stop() {
      killGroup(child, 'SIGTERM');
      const timer = setTimeout(() => killGroup(child, 'SIGKILL'), graceMs);
      await ended;
      clearTimeout(timer);
    },
    kill: () => killGroup(child, 'SIGKILL'),
  };
}
