import { setTimeout as sleep } from 'node:timers/promises';
import { restartDelayMs } from './restart-delay.mjs';
import { startProcess } from './start-process.mjs';

const STEADY_MS = 60_000;
const FAILED_STARTS = 3;

/**
 * Keeps processes running. One that `restarts` is started again when it ends, after a wait that grows
 * with each failure in a row; when another one ends, or one fails three times before it was ever ready,
 * `broken` tells why.
 * @param {{ onLine(name: string, line: string): void, say(text: string): void }} options
 */
export function createSupervisor({ onLine, say }) {
  /** @type {Map<string, import('./start-process.mjs').RunningProcess>} */
  const running = new Map();
  const stopping = new AbortController();
  let reportBroken;
  /** @type {Promise<string>} */
  const broken = new Promise((resolve) => {
    reportBroken = resolve;
  });

  async function keepRunning(plan, restarts, onReady) {
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
      if (!restarts || (!wasReady && failures >= FAILED_STARTS)) return reportBroken(account);
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
     * @param {import('./start-process.mjs').ProcessPlan} plan
     * @param {{ restarts: boolean }} options
     * @returns {Promise<void>} resolves when it says it is ready for the first time
     */
    start(plan, { restarts }) {
      return new Promise((resolve, reject) => {
        keepRunning(plan, restarts, resolve).catch(reject);
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

function describeEnd(name, reason, lastLines) {
  const said = lastLines.map((line) => `  ${line}`).join('\n');
  return `The ${name} ended (${reason}).${said ? ` Its last words:\n${said}` : ''}`;
}
