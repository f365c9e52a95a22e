import { processPlans } from './process-plans.mjs';
import { StartProblem } from './start-problem.mjs';
import { untilAnswers } from './until-answers.mjs';

const READY_WITHIN_MS = 180_000;

/**
 * Starts the processes in the order they need each other: the worker migrates the database before the
 * dashboard opens it.
 * @param {object} options
 * @param {string} options.root
 * @param {NodeJS.ProcessEnv} options.env
 * @param {AbortSignal} options.signal
 * @param {boolean} options.development
 * @param {import('../lib/core/settings').Settings} options.settings
 * @param {ReturnType<typeof import('./supervise.mjs').createSupervisor>} options.supervisor
 * @param {import('./run-tasks.mjs').Progress} options.progress
 * @returns {Promise<string>} the dashboard's address, once it answers
 */
export async function startProcesses({ supervisor, progress, signal, settings, ...options }) {
  const plans = processPlans({ ...options, settings });
  const limit = abortedWithin(READY_WITHIN_MS, signal);
  const step = async (title, ready) => {
    const line = progress.begin(title);
    try {
      await Promise.race([ready, rejectOn(limit)]);
      line.end('passed');
    } catch (error) {
      line.end('failed');
      throw signal.aborted ? error : new StartProblem([`${title} took over three minutes.`], 1);
    }
  };
  const start = (name) => supervisor.start(plans[name], { restarts: name !== 'dashboard' });

  await Promise.all([
    settings.reference.enabled &&
      step('starting the reference service', start('reference service')),
    step('starting the worker', start('worker')),
  ]);
  // The dashboard says nothing when it is ready: it is when it answers.
  void start('dashboard');
  const url = `http://localhost:${settings.port}`;
  await step('starting the dashboard', untilAnswers(addressOf(settings), { signal: limit }));
  return url;
}

/** Where the dashboard can be reached from this machine: an open host (0.0.0.0) is no address. */
function addressOf({ host, port }) {
  if (host === '0.0.0.0') return `http://127.0.0.1:${port}`;
  if (host === '::') return `http://[::1]:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Not AbortSignal.any over AbortSignal.timeout: Node 20 may collect those before their time. */
function abortedWithin(ms, signal) {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), ms).unref();
  signal.addEventListener('abort', () => controller.abort(), { once: true });
  return controller.signal;
}

function rejectOn(signal) {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
