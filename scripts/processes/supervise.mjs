import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { killGroup, splitLines } from '../commands.mjs';

const DIE_WITH_PARENT = fileURLToPath(new URL('../die-with-parent.mjs', import.meta.url));
const STEADY_MS = 60_000;
const FAILED_STARTS = 3;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
const LAST_LINES = 20;
const LAST_OUTPUT_MS = 300;

/**
 * @typedef {object} ProcessPlan
 * @property {string} name
 * @property {string[]} args to Node
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {'message' | 'line'} [readySign] what it sends when ready: `{ type: 'ready' }` by default, or
 * its first line of output, where a watcher stands between us and it
 * @property {number} graceMs how long it may take to end when asked
 * @property {number} [silenceMs] it sends `{ type: 'alive' }` again and again; silent for so long, it hangs, and is
 * ended
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
 * Keeps processes running, each for itself: one that ends is started again, after a wait that grows with each
 * failure in a row, and the others go on. When one fails three times before it was ever ready, `broken` tells why.
 * @param {{ onLine(name: string, line: string): void, say(text: string): void }} options
 */
export function createSupervisor({ onLine, say }) {
  /** @type {Map<string, RunningProcess>} */
  const running = new Map();
  const stopping = new AbortController();
  let reportBroken;
  /** @type {Promise<string>} */
  const broken = new Promise((resolve) => {
    reportBroken = resolve;
  });

  async function keepRunning(plan, onReady) {
    let failures = 0;
    let wasReady = false;
    while (!stopping.signal.aborted) {
      const startedAt = Date.now();
      const current = startProcess(plan, (line) => onLine(plan.name, line));
      running.set(plan.name, current);
      void current.ready.then(() => {
        wasReady = true;
        onReady();
      });
      const reason = await current.ended;
      running.delete(plan.name);
      if (stopping.signal.aborted) return;
      failures = Date.now() - startedAt > STEADY_MS ? 1 : failures + 1;
      const account = describeEnd(plan.name, reason, current.lastLines());
      if (!wasReady && failures >= FAILED_STARTS) return reportBroken(account);
      const delayMs = restartDelayMs(failures);
      say(`${account}\nStarting the ${plan.name} again in ${delayMs / 1000} s.`);
      await sleep(delayMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  return {
    /** Resolves with why a process that all depend on has ended; never, while all is well. */
    broken,
    /**
     * Starts a process and watches over it from then on.
     * @param {ProcessPlan} plan
     * @returns {Promise<void>} resolves when it says it is ready for the first time
     */
    start(plan) {
      return new Promise((resolve, reject) => {
        keepRunning(plan, resolve).catch(reject);
      });
    },
    /**
     * Ends the processes, group after group, each asked first and made to after a while.
     * @param {string[][]} order names; any others come last
     */
    async stop(order) {
      stopping.abort();
      for (const names of [...order, [...running.keys()]])
        await Promise.all(names.map((name) => running.get(name)?.stop()));
    },
    /** Ends them at once. */
    kill() {
      stopping.abort();
      for (const { kill } of running.values()) kill();
    },
  };
}

/**
 * How long to wait before starting a process again: doubling from half a second to half a minute.
 * @param {number} failures in a row, this one included
 */
export function restartDelayMs(failures) {
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (failures - 1));
}

function describeEnd(name, reason, lastLines) {
  const said = lastLines.map((line) => `  ${line}`).join('\n');
  return `The ${name} ended (${reason}).${said ? ` Its last output:\n${said}` : ''}`;
}

/**
 * Starts a Node process of ours that ends when we do.
 * @param {ProcessPlan} plan
 * @param {(line: string) => void} onLine
 * @returns {RunningProcess}
 */
function startProcess(plan, onLine) {
  const { name, args, cwd, env, readySign = 'message', graceMs, silenceMs } = plan;
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
  let hangs = false;
  let silence;
  const listen = () => {
    clearTimeout(silence);
    silence = setTimeout(() => {
      hangs = true;
      killGroup(child, 'SIGKILL');
    }, silenceMs);
  };
  if (silenceMs) child.on('message', listen);
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => {
      clearTimeout(silence);
      const told = hangs ? `silent for ${silenceMs / 1000} s, so it was ended` : undefined;
      const reason = told ?? signal ?? `exit code ${code}`;
      // Whatever it started goes with it; its last output is read first, if it comes soon.
      killGroup(child, 'SIGKILL');
      child.once('close', () => resolve(reason));
      setTimeout(() => resolve(reason), LAST_OUTPUT_MS).unref();
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
