// The container image and compose.yaml, as far as they can be tried without a container: the same steps, in a bare folder,
// with the same user, a root folder that cannot be written, the same commands, environment and health checks.
import { spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { killGroup, runCommand, splitLines } from '../commands.mjs';
import { createWorkplace } from '../environment.mjs';
import { whenToldToEnd } from '../processes/interruption.mjs';
import { createProgress, describeFailure, runTasks } from '../tasks.mjs';

const UP_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 30_000;

/**
 * `npm run test:container`.
 * @returns {Promise<number>} the exit code
 */
export async function tryContainer() {
  const progress = createProgress(process.stdout);
  const workplace = createWorkplace(whenToldToEnd());
  const task = {
    name: 'container',
    title: 'the container’s steps',
    run: (note) => checkContainer(workplace, note),
  };
  const outcomes = await runTasks([task], { atOnce: 1, progress });
  progress.close();
  for (const [name, outcome] of outcomes) {
    if (outcome.status !== 'passed') console.log(describeFailure(name, outcome));
    else console.log(outcome.value);
  }
  return [...outcomes.values()].some(({ status }) => status !== 'passed') ? 1 : 0;
}

/**
 * Builds and starts what Dockerfile and compose.yaml say, uses it, and stops it. Throws what is not as it should be.
 * @param {import('../environment.mjs').Workplace} workplace
 * @param {(text: string) => void} note
 * @returns {Promise<string>} what took how long
 */
export async function checkContainer(workplace, note) {
  const { root } = workplace;
  const { parse } = await import('yaml');
  const docker = readDockerfile(readFileSync(join(root, 'Dockerfile'), 'utf8'));
  const compose = parse(readFileSync(join(root, 'compose.yaml'), 'utf8'), { merge: true });
  const place = mkdtempSync(join(tmpdir(), 'plimsoll-container-'));
  const [folder, data] = [join(place, 'opt'), join(place, 'data')];
  const asRoot = process.getuid?.() === 0;
  try {
    await copyContext(workplace, folder);
    const builtMs = await timed(() => build(workplace, docker, folder, note));
    mkdirSync(data, { mode: 0o700 });
    // Its own folder must be reachable, and what is in it must not be writable.
    await shell(workplace, place, 'chmod 0755 . && chmod -R a+rX,go-w opt');
    if (asRoot) await shell(workplace, place, `chown ${docker.user} data`);
    const before = listOf(folder);
    const container = { ...workplace, folder, data, docker, asRoot, place };
    const took = await tryServices(container, compose, note);
    const after = listOf(folder);
    if (after !== before) throw new Error('Something was written outside of /data and /tmp.');
    return `built in ${seconds(builtMs)}, up in ${seconds(took.upMs)}, stopped in ${seconds(took.stopMs)}; ${asRoot ? `as user ${docker.user}, root folder read-only` : 'as this user: only root can be another one'}`;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** What is needed of a Dockerfile: the build stage's steps, and the last stage's user, environment and entry point. */
export function readDockerfile(text) {
  const stages = text
    .replace(/^#.*\n/gm, '')
    .split(/^FROM /m)
    .slice(1)
    .map((stage) =>
      stage
        .split('\n')
        .slice(1)
        .map((line) => /^([A-Z]+) (.*)$/.exec(line))
        .filter((line) => line !== null)
        .map(([, word, rest]) => ({ word, rest })),
    );
  const [first = [], last = []] = [stages[0], stages.at(-1)];
  const one = (word) => last.find((step) => step.word === word)?.rest ?? '';
  return {
    images: [...text.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image),
    steps: first.filter(({ word }) => word === 'RUN').map(({ rest }) => rest),
    user: one('USER'),
    volume: one('VOLUME'),
    env: Object.fromEntries(
      last
        .filter(({ word }) => word === 'ENV')
        .flatMap(({ rest }) => rest.split(' ').map((pair) => pair.split(/=(.*)/s).slice(0, 2))),
    ),
    entrypoint: JSON.parse(one('ENTRYPOINT')),
    health: JSON.parse(/CMD (\[.*\])$/.exec(one('HEALTHCHECK'))?.[1] ?? '[]'),
  };
}

/** The build's context: what git has and .dockerignore does not leave out. */
async function copyContext({ root, env, signal }, folder) {
  const left = readFileSync(join(root, '.dockerignore'), 'utf8').trim().split('\n');
  const list = ['git', 'ls-files', '--cached', '--others', '--exclude-standard'];
  const files = (await runCommand(list, { cwd: root, env, signal })).split('\n');
  for (const file of files) {
    if (left.some((path) => file === path || file.startsWith(`${path}/`))) continue;
    if (!existsSync(join(root, file))) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(join(root, file), join(folder, file));
  }
}

async function build(workplace, { steps }, folder, note) {
  for (const step of steps) await shell(workplace, folder, step, note);
}

function shell({ env, signal }, cwd, script, onLine) {
  const own = { ...env, NODE_ENV: undefined, PLIMSOLL_DATA_DIR: undefined };
  return runCommand(['bash', '-e', '-c', script], { cwd, env: own, signal, onLine });
}

/** Starts the services, waits until they are healthy, uses them, and stops them. */
async function tryServices(container, compose, note) {
  const [port, referencePort] = [await freePort(), await freePort()];
  const names = Object.keys(compose.services);
  const services = names.map((name) =>
    startService(container, name, compose.services[name], { port, referencePort }, note),
  );
  try {
    const upMs = await timed(() =>
      Promise.all(services.map((service) => untilHealthy(service, UP_WITHIN_MS))),
    );
    await tryAsUser(services[0], port, container.data, note);
    const stopMs = await timed(() => Promise.all(services.map((service) => service.stop())));
    return { upMs, stopMs };
  } catch (error) {
    throw Object.assign(error, {
      output: services.flatMap(({ lines }) => lines.slice(-30)).join('\n'),
    });
  } finally {
    for (const { child } of services) killGroup(child, 'SIGKILL');
  }
}

function startService(container, name, { command, environment, healthcheck }, ports, note) {
  const { docker, data, place } = container;
  const tmp = mkdtempSync(join(place, 'tmp-'));
  const env = {
    PATH: process.env.PATH,
    ...docker.env,
    ...filledIn(environment),
    // Inside, the ports are its own, and it listens for all: here that would be others' too.
    PORT: String(ports.port),
    REFERENCE_PORT: String(ports.referencePort),
    HOST: '127.0.0.1',
    PLIMSOLL_PUBLIC_URL: `http://localhost:${ports.port}`,
    PLIMSOLL_DATA_DIR: data,
    HOME: tmp,
    TMPDIR: tmp,
  };
  const run = (args, script = 'exec "$@"') => inside(container, tmp, args, script, env);
  const child = run([...docker.entrypoint, ...command]);
  const lines = [];
  for (const stream of [child.stdout, child.stderr])
    splitLines(stream, (line) => {
      lines.push(line);
      note(`${name}: ${line}`);
    });
  const ended = new Promise((resolve) => child.once('close', (code, by) => resolve(code ?? by)));
  return {
    name,
    child,
    lines,
    run,
    health: healthcheck.test.slice(1),
    async stop() {
      killGroup(child, 'SIGINT');
      const late = sleep(STOP_WITHIN_MS, 'late', { ref: false });
      const how = await Promise.race([ended, late]);
      if (how !== 0) throw new Error(`The ${name} ended with ${how}, not with 0.`);
    },
  };
}

/** `${NAME:-fallback}` is its fallback: nothing is set here. */
function filledIn(environment) {
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      String(value).replace(/\$\{\w+:-(.*?)\}/g, '$1'),
    ]),
  );
}

/** A command as in the container: as its user, in its folder, which cannot be written. */
function inside({ folder, docker, asRoot }, tmp, args, script, env) {
  const [uid, gid] = docker.user.split(':');
  const user = `setpriv --reuid ${uid} --regid ${gid} --clear-groups --no-new-privs --bounding-set -all`;
  const readOnly = `chown ${docker.user} ${tmp}; mount --bind . . && mount -o remount,ro,bind . && cd "$PWD" && exec ${user} bash -c '${script}' bash "$@"`;
  const command = asRoot
    ? ['unshare', '--mount', 'bash', '-e', '-c', readOnly, 'bash', ...args]
    : ['bash', '-e', '-c', script, 'bash', ...args];
  const [file = '', ...rest] = command;
  return spawn(file, rest, { cwd: folder, env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
}

async function untilHealthy(service, withinMs) {
  const begunMs = performance.now();
  for (;;) {
    const check = await outcomeOf(service.run(service.health));
    if (check.code === 0) return;
    if (service.child.exitCode !== null)
      throw new Error(`The ${service.name} ended with ${service.child.exitCode}.`);
    if (performance.now() - begunMs > withinMs)
      throw new Error(`The ${service.name} was not healthy in time: ${check.output}`);
    await sleep(500);
  }
}

/** A user is added, logs in by a key, runs something, and prints it. */
async function tryAsUser(dashboard, port, data, note) {
  const plimsoll = async (args, input = '') => {
    note(`plimsoll ${args.join(' ')}`);
    const child = dashboard.run(['node', 'bin/plimsoll.js', ...args]);
    child.stdin.end(input);
    const { code, output } = await outcomeOf(child);
    if (code !== 0) throw new Error(`plimsoll ${args.join(' ')} ended with ${code}: ${output}`);
    return output;
  };
  const add = ['users', 'add', 'ada@example.com', '--role', 'administrator', '--password-stdin'];
  await plimsoll(add, 'a long password');
  const key = /plimsoll_[\w-]+/.exec(
    await plimsoll(['keys', 'add', 'CI', '--scopes', 'read,runs:start']),
  )?.[0];
  const api = (path, init = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    });
  const body = { scenario: 'light', target: 'Reference service', users: 2, durationMs: 3000 };
  const started = await api('/api/v1/runs', { method: 'POST', body: JSON.stringify(body) });
  if (started.status !== 201) throw new Error(`The run was not started: ${await started.text()}`);
  for (let status = ''; status !== 'finished'; await sleep(500)) {
    ({ status } = (await (await api('/api/v1/runs/1')).json()).run);
    if (['failed', 'interrupted', 'stopped'].includes(status)) throw new Error(`Run 1 ${status}.`);
  }
  const pdf = join(data, 'run.pdf');
  await plimsoll(['report', 'run', '1', '--pdf', pdf]);
  if (!readFileSync(pdf).subarray(0, 5).equals(Buffer.from('%PDF-')))
    throw new Error('The report is no PDF.');
  await plimsoll(['backup', join(data, 'backup.db')]);
}

function outcomeOf(child) {
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece) => {
      output += piece;
    });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}

/** Every file with its size and time: what must be as it was. */
function listOf(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((path) => !path.startsWith('node_modules'))
    .map((path) => {
      const { size, mtimeMs } = statSync(join(folder, path));
      return `${path} ${size} ${mtimeMs}`;
    })
    .sort()
    .join('\n');
}

async function timed(work) {
  const begunMs = performance.now();
  await work();
  return performance.now() - begunMs;
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}
