import { access, constants, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createWorkplace, loadSettings, lockDataDir } from './environment.mjs';
import { preparationTasks } from './preparation.mjs';
import { whenToldToEnd } from './processes/interruption.mjs';
import { createLogPrinter } from './processes/log-printer.mjs';
import { earlyPortProblems } from './processes/ports.mjs';
import { createSupervisor } from './processes/supervise.mjs';
import { describeFailure, runTasks } from './tasks.mjs';

/** @typedef {import('./environment.mjs').Settings} Settings */

// The worker may still cancel jobs of a run under way, so the reference service goes last.
const STOP_ORDER = [['dashboard', 'worker'], ['reference service']];
const READY_WITHIN_MS = 180_000;
const POLL_MS = 100;
/** A locked database may hold its thread for some seconds at a time. */
const HANGS_AFTER_MS = 45_000;

/** Why Plimsoll cannot start, in words for its user, and the exit code that goes with it. */
class StartProblem extends Error {
  /** @param {string[]} problems @param {number} exitCode 2 when the user's settings are at fault */
  constructor(problems, exitCode) {
    super(problems.join('\n'));
    this.name = 'StartProblem';
    this.exitCode = exitCode;
  }
}

/** What can be started by itself, each in a container of its own: the others are elsewhere, with the same data folder. */
const ALONE = { dashboard: 'dashboard', worker: 'worker', reference: 'reference service' };

/**
 * From a bare clone to a running Plimsoll, until it is told to end.
 * @param {{ development: boolean, only?: string }} options development: reload on change, no build; only: one process of
 * it, a name in `ALONE`
 * @returns {Promise<number>} the exit code
 */
export async function startApp({ development, only }) {
  if (only !== undefined && !Object.hasOwn(ALONE, only)) {
    console.error(`There is no process "${only}". There are ${Object.keys(ALONE).join(', ')}.`);
    return 2;
  }
  const signal = whenToldToEnd();
  const workplace = createWorkplace(signal);
  const progress = createLogPrinter(process.stdout, workplace.env.PLIMSOLL_LOG_FORMAT);
  const toldToEnd = new Promise((resolve) => {
    signal.addEventListener('abort', resolve, { once: true });
  });
  let talking = development;
  const supervisor = createSupervisor({
    say: progress.line,
    onLine: (name, line) => talking && progress.said(name, line),
  });
  process.on('exit', () => supervisor.kill());

  const broken = supervisor.broken.then((account) => {
    throw new StartProblem([account], 1);
  });
  try {
    const settings = await Promise.race([
      prepareAndStart(workplace, { development, only, supervisor, progress }),
      broken,
    ]);
    talking = true;
    const url = `http://localhost:${settings.port}`;
    progress.line(
      only === undefined || only === 'dashboard'
        ? `\nPlimsoll is running at ${url}  (Ctrl-C stops it)\n`
        : `\nThe ${ALONE[only]} is running  (Ctrl-C stops it)\n`,
    );
    process.send?.({ type: 'ready', url });
    await Promise.race([toldToEnd, broken]);
    progress.line('Stopping …');
    return 0;
  } catch (error) {
    if (signal.aborted) return 130;
    if (!(error instanceof StartProblem)) throw error;
    if (error.message) progress.line(error.message);
    return error.exitCode;
  } finally {
    await supervisor.stop(STOP_ORDER);
    progress.close();
  }
}

/**
 * Makes a clone ready to run, and starts the processes as soon as what each of them needs is there; throws
 * a StartProblem when that cannot be.
 * @returns {Promise<Settings>}
 */
async function prepareAndStart(workplace, { development, only, supervisor, progress }) {
  // The ports of one that is started alone are its own matter.
  const taken = only === undefined ? await earlyPortProblems(workplace.env) : [];
  if (taken.length > 0) throw new StartProblem(taken, 2);
  const [packages, ...others] = preparationTasks(workplace, { dev: development });
  await runAll([packages], progress);
  const read = await loadSettings(workplace);
  if (!read.ok)
    throw new StartProblem(
      read.problems.map(({ message }) => message),
      2,
    );
  await makeDataDir(read.settings.dataDir);
  // Whoever starts each alone sees to it that there is one of each; of two workers a run is one's.
  const holder =
    only === undefined ? lockDataDir(read.settings.dataDir, addressOf(read.settings)) : undefined;
  if (holder !== undefined) throw new StartProblem([holder], 2);
  const preparation = others.filter(({ name }) => !development || name !== 'build');
  const processes = processTasks(workplace, { development, settings: read.settings, supervisor });
  const wanted = processes.filter(({ name }) => only === undefined || name === ALONE[only]);
  await runAll([...preparation, ...wanted], progress);
  return read.settings;
}

async function makeDataDir(dataDir) {
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.W_OK);
  } catch (error) {
    const advice = 'Set PLIMSOLL_DATA_DIR to a folder that can.';
    throw new StartProblem([`${dataDir} cannot be written to (${error.code}). ${advice}`], 2);
  }
}

async function runAll(tasks, progress) {
  const outcomes = await runTasks(tasks, {
    atOnce: 2,
    progress,
    onFailure: (name, outcome) => progress.line(describeFailure(name, outcome)),
  });
  // Told already; what was under way beside it has been let to its end, for the next start.
  if ([...outcomes.values()].some(({ status }) => status !== 'passed'))
    throw new StartProblem([], 1);
}

/**
 * Starts the processes in the order they need each other: the worker migrates the database before the
 * dashboard opens it.
 * @returns {import('./tasks.mjs').Task[]} they end when the process is ready
 */
function processTasks(workplace, { development, settings, supervisor }) {
  const plans = processPlans(workplace, { settings, development });
  const start = (name) => supervisor.start(plans[name]);
  const task = (name, needs, isReady) => ({
    name,
    title: `starting the ${name}`,
    needs,
    run: () => withinLimit(workplace.signal, isReady),
  });
  const services = [task('worker', ['driver', 'client'], () => start('worker'))];
  if (settings.reference.enabled)
    services.unshift(
      task('reference service', ['driver', 'client'], () => start('reference service')),
    );
  const dashboard = task('dashboard', ['build', ...services.map(({ name }) => name)], (signal) => {
    // It says nothing when it is ready: it is when it answers.
    void start('dashboard');
    return untilAnswers(addressOf(settings), signal);
  });
  return [...services, dashboard];
}

/** Waits for something that is given three minutes, and a signal of their end or of being told to end. */
async function withinLimit(signal, begin) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), READY_WITHIN_MS);
  // Not AbortSignal.any over AbortSignal.timeout: Node 20 may collect those before their time.
  const onAbort = () => limit.abort();
  signal.addEventListener('abort', onAbort, { once: true });
  const ended = new Promise((_, reject) => {
    limit.signal.addEventListener('abort', () =>
      reject(new Error(signal.aborted ? 'interrupted' : 'It was not ready within three minutes.')),
    );
  });
  try {
    await Promise.race([begin(limit.signal), ended]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

/**
 * The processes of an installation, by name: how each is started.
 * @param {import('./environment.mjs').Workplace} workplace
 * @param {{ settings: Settings, development: boolean }} options
 * @returns {Record<'reference service' | 'worker' | 'dashboard', import('./processes/supervise.mjs').ProcessPlan>}
 */
function processPlans({ root, env }, { settings, development }) {
  const shared = {
    ...env,
    NODE_ENV: development ? 'development' : 'production',
    PLIMSOLL_ROOT: root,
    PLIMSOLL_DATA_DIR: settings.dataDir,
    PORT: String(settings.port),
    HOST: settings.host,
    REFERENCE: settings.reference.enabled ? 'on' : 'off',
    REFERENCE_HOST: '127.0.0.1',
    REFERENCE_PORT: String(settings.reference.port),
    REFERENCE_DATA_DIR: settings.reference.dataDir,
  };
  const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const readySign = development ? 'line' : 'message';
  const plan = (name, args, graceMs) => ({
    name,
    args,
    cwd: root,
    env: { ...shared, PLIMSOLL_PROCESS: name },
    readySign,
    graceMs,
  });
  const typescript = (file) =>
    development ? [tsx, 'watch', '--clear-screen=false', file] : ['--import', 'tsx', file];
  const dashboard = join(root, 'scripts', 'processes', 'dashboard.mjs');
  return {
    'reference service': plan('reference service', typescript('reference-service/main.ts'), 3_000),
    worker: {
      ...plan('worker', typescript('worker/main.ts'), 10_000),
      // In development a watcher stands between, and it says nothing.
      ...(development ? {} : { silenceMs: HANGS_AFTER_MS }),
    },
    // It would wait for every open live page, and has nothing to lose.
    dashboard: plan('dashboard', [dashboard], 1_500),
  };
}

/** Where the dashboard can be reached from this machine: an open host (0.0.0.0) is no address. */
function addressOf({ host, port }) {
  if (host === '0.0.0.0') return `http://127.0.0.1:${port}`;
  if (host === '::') return `http://[::1]:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Waits until a server answers at all, whatever it answers; an abort ends the waiting, as a rejection. */
async function untilAnswers(url, signal) {
  for (;;) {
    signal.throwIfAborted();
    const response = await fetch(url, { redirect: 'manual', signal }).catch(() => undefined);
    await response?.body?.cancel();
    if (response) return;
    await sleep(POLL_MS, undefined, { signal });
  }
}
