// The product on other Node versions than the one that runs this, each as the package of it on npm brings it.
import { spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { killGroup, runCommand, splitLines } from '../commands.mjs';
import { createWorkplace, npmCommand } from '../environment.mjs';
import { preparationTasks } from '../preparation.mjs';
import { whenToldToEnd } from '../processes/interruption.mjs';
import { createProgress, describeFailure, runTasks } from '../tasks.mjs';
import { installChromium } from './system-packages.mjs';

/** @typedef {import('../environment.mjs').Workplace} Workplace */

const MAJORS = ['22', '24', '26'];
const TOO_OLD = '18';
const STARTED = /^Plimsoll is running at (\S+)/;
const STEP = /^✓ (.+) \((.+)\)$/;
const STEPS = {
  'installing packages': 'packages',
  'preparing the database driver': 'driver',
  'generating the database client': 'client',
  'building the dashboard': 'build',
};
const STOP_WITHIN_MS = 20_000;

/**
 * `npm run check:nodes [major …]`: for this Node and the newest 22, 24 and 26, a copy of the project as a
 * fresh clone has it is started by `npm start` and used; Node 18 must be refused. Prints what took how long.
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function checkNodes(args) {
  const progress = createProgress(process.stdout);
  const workplace = createWorkplace(whenToldToEnd());
  const own = { version: process.versions.node, path: process.execPath };
  const versions = ['this', ...(args.length > 0 ? args : MAJORS)];
  const [packages] = preparationTasks(workplace, { dev: true });
  const rows = [];
  const check = (version) => ({
    name: version,
    title: version === 'this' ? `Node ${own.version}` : `the newest Node ${version}`,
    needs: ['packages', 'browser'],
    async run(note) {
      const node = version === 'this' ? own : await installNode(version, workplace);
      rows.push(await checkFreshClone(node, workplace, note));
    },
  });
  const refused = {
    name: TOO_OLD,
    title: `Node ${TOO_OLD} is refused`,
    run: async () => checkRefusal(await installNode(TOO_OLD, workplace), workplace),
  };
  const tasks = [packages, installChromium(workplace), ...versions.map(check), refused];
  // One after the other: they are measured.
  const outcomes = await runTasks(tasks, { atOnce: 1, progress });
  progress.close();

  if (rows.length > 0) console.table(Object.fromEntries(rows));
  const failed = [...outcomes].filter(([, { status }]) => status !== 'passed');
  for (const [name, outcome] of failed) console.log(`\n${describeFailure(name, outcome)}`);
  return failed.length > 0 ? 1 : 0;
}

/**
 * The built product here on another Node version: the processes, and a user at the command line. It puts
 * the other database driver in place for that time.
 * @param {Workplace} workplace
 * @param {(text: string) => void} note
 */
export async function checkOtherNode(workplace, note) {
  const { root, env, signal } = workplace;
  const major = Number.parseInt(process.versions.node, 10) < 24 ? '24' : '22';
  const node = await installNode(major, workplace);
  try {
    await tryProduct(node, workplace, { command: [node.path, 'scripts/start.mjs'], note });
  } finally {
    const setUp = [process.execPath, join('scripts', 'start.mjs'), 'setup'];
    await runCommand(setUp, { cwd: root, env, signal });
  }
}

/** Gets the newest Node of a major version from npm, into `.cache/nodes`. */
async function installNode(major, { root, env, signal }) {
  const folder = join(root, '.cache', 'nodes', major);
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const isAppleSilicon = platform === 'darwin' && process.arch === 'arm64';
  const name = `node-${isAppleSilicon ? 'bin-' : ''}${platform}-${process.arch}`;
  mkdirSync(folder, { recursive: true });
  // It has no project of its own around it: npm would take ours.
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const install = ['install', `${name}@${major}`, '--ignore-scripts'];
  await runCommand(npmCommand(env, install), { cwd: folder, env: withoutNpm(env), signal });
  const installed = join(folder, 'node_modules', name);
  const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  const path = join(installed, 'bin', platform === 'win' ? 'node.exe' : 'node');
  return { version, path };
}

/** What npm tells its scripts of the project they belong to, an npm that is started by them must not hear. */
function withoutNpm(env) {
  const told = /^(npm_(lifecycle|package|command|node_execpath|config_local_prefix)|INIT_CWD$)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !told.test(name)));
}

/** @returns a row of the table: the version, and its times */
async function checkFreshClone(node, workplace, note) {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-node-'));
  try {
    await copyClone(workplace, folder);
    const clone = { root: folder, env: withoutNpm(workplace.env), signal: workplace.signal };
    const command = npmCommand(clone.env, ['start'], node.path);
    const first = await tryProduct(node, clone, { command, note, withReport: true });
    const second = await tryProduct(node, clone, { command, note, scenario: false });
    if (Object.keys(second.steps).length > 0)
      throw new Error(`The second start did it again: ${Object.keys(second.steps).join(', ')}.`);
    const times = { ...first.steps, 'first start': first.tookS, 'second start': second.tookS };
    return [`Node ${node.version}`, times];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Copies what git knows, and what it would be told of. */
async function copyClone({ root, env, signal }, folder) {
  const list = ['git', 'ls-files', '--cached', '--others', '--exclude-standard'];
  const files = await runCommand(list, { cwd: root, env, signal });
  for (const file of files.split('\n').filter((path) => existsSync(join(root, path)))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(join(root, file), join(folder, file));
  }
}

/** Starts the product with a Node, with a data folder of its own, uses it as a user would, and ends it. */
async function tryProduct(node, { root, env, signal }, { command, note, ...options }) {
  const dataDir = mkdtempSync(join(tmpdir(), 'plimsoll-data-'));
  const product = {
    root,
    signal,
    env: {
      ...env,
      PATH: [dirname(node.path), env.PATH].join(delimiter),
      PORT: String(await freePort()),
      REFERENCE_PORT: String(await freePort()),
      PLIMSOLL_DATA_DIR: dataDir,
    },
  };
  try {
    const started = await startProduct(product, command, note);
    try {
      if (options.scenario !== false) await playScenario(node, product, started.url, options, note);
    } finally {
      await started.stop();
    }
    return started;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Starts a command and waits until it says where the dashboard is. */
function startProduct({ root, env, signal }, [file, ...args], note) {
  const begunMs = performance.now();
  const child = spawn(file, args, {
    cwd: root,
    env,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const stop = async () => {
    killGroup(child, 'SIGINT');
    const late = sleep(STOP_WITHIN_MS, 'late', { ref: false });
    if ((await Promise.race([ended, late])) !== 'late') return;
    killGroup(child, 'SIGKILL');
    throw new Error(`It did not end within ${STOP_WITHIN_MS / 1000} s of Ctrl-C.`);
  };
  signal?.addEventListener('abort', () => killGroup(child, 'SIGTERM'), { once: true });

  const lines = [];
  const steps = {};
  return new Promise((resolve, reject) => {
    const onLine = (line) => {
      lines.push(line);
      note(line);
      const [, title, took] = STEP.exec(line) ?? [];
      if (title in STEPS) steps[STEPS[title]] = took;
      const url = STARTED.exec(line)?.[1];
      if (!url) return;
      const tookS = `${((performance.now() - begunMs) / 1000).toFixed(1)} s`;
      resolve({ url, steps, tookS, stop });
    };
    splitLines(child.stdout, onLine);
    splitLines(child.stderr, onLine);
    void ended.then((exitCode) => {
      const error = new Error(`It ended with ${exitCode} before the dashboard answered.`);
      reject(Object.assign(error, { output: lines.join('\n') }));
    });
  });
}

/** What a user does, with what must come of it; the first thing that does not is thrown. */
async function playScenario(node, product, url, { withReport }, note) {
  const folder = product.env.PLIMSOLL_DATA_DIR;
  const [csv, pdf] = [join(folder, 'run-1.csv'), join(folder, 'run-1.pdf')];
  const plimsoll = (exitCode, says, ...args) =>
    expectEnd(node, product, { exitCode, says, args: ['bin/plimsoll.js', ...args] }, note);
  const light = ['run', 'light', '--users', '20', '--duration', '6s', '--seed', '1'];

  await plimsoll(0, /Run 1: Light/, ...light);
  await plimsoll(0, /Run 2: Light/, ...light);
  await plimsoll(0, /Run 2 .*run 1/i, 'compare', '1', '2');
  await plimsoll(0, /run-1\.csv/, 'export', '1', '--output', csv);
  expectBeginning(csv, 'started_ms,endpoint,');
  await plimsoll(0, /Run 3: Imported/, 'import', csv, '--scenario', 'Imported');
  if (withReport) {
    await plimsoll(0, /run-1\.pdf/, 'report', 'run', '1', '--pdf', pdf);
    expectBeginning(pdf, '%PDF-');
  }
  await plimsoll(1, /run 99/, 'show', '99');
  await plimsoll(2, /scenario/, 'run');
  await expectPage(`${url}/runs/1`, 'Light');
  await expectPage(`${url}/compare?runs=1,2`, 'Light');
}

/** Node 18 gets a sentence, not a stack trace. */
async function checkRefusal(node, workplace) {
  const says = /Plimsoll needs Node 20\.19 or newer; this is Node 18\./;
  for (const script of ['scripts/start.mjs', 'bin/plimsoll.js'])
    await expectEnd(node, workplace, { exitCode: 1, says, args: [script] }, () => undefined);
}

async function expectEnd(node, { root, env, signal }, { exitCode, says, args }, note) {
  note(args.join(' '));
  const ended = await runCommand([node.path, ...args], { cwd: root, env, signal }).then(
    (output) => ({ exitCode: 0, output }),
    (error) => ({ exitCode: error.exitCode, output: error.output }),
  );
  if (ended.exitCode === exitCode && says.test(ended.output)) return;
  const message = `${args.join(' ')} ended with ${ended.exitCode}, not ${exitCode}, or did not say ${says}.`;
  throw Object.assign(new Error(message), { output: ended.output });
}

function expectBeginning(file, text) {
  const beginning = readFileSync(file).subarray(0, text.length).toString();
  if (beginning !== text) throw new Error(`${file} begins with ${beginning}, not with ${text}.`);
}

async function expectPage(url, text) {
  const response = await fetch(url);
  const page = await response.text();
  if (!response.ok || !page.includes(text))
    throw new Error(`${url} answered ${response.status}, or "${text}" is not on it.`);
}

async function freePort() {
  const server = createServer();
  const port = await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server.address().port));
  });
  await new Promise((resolve) => server.close(resolve));
  return port;
}
