// The database driver is better-sqlite3. From 13 on it brings its binaries along and uses Node-API 10, which
// Node has from 22.14 on: loaded on Node 20 it ends the process. There 12 takes its place, which is compiled;
// on Node 24.19 and later 12 aborts. Both are in the lock file: the one that fits the running Node stands in
// node_modules/better-sqlite3.
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { runCommand } from './commands.mjs';
import { npmCommand } from './environment.mjs';

const OLD = 'better-sqlite3-node20';
const OPENS = "new (require(process.argv[1]))(':memory:').close()";
const BINARY = join('build', 'Release', 'better_sqlite3.node');
const NODE_API = 10;

/** @typedef {{ node: string, napi: string }} Versions as in process.versions */

/** Where the driver is, where the other one waits, and where 12 is compiled. */
const placesOf = (root) => ({
  inUse: join(root, 'node_modules', 'better-sqlite3'),
  kept: join(root, 'node_modules', '.plimsoll', 'better-sqlite3'),
  staged: join(root, 'node_modules', '.plimsoll', 'better-sqlite3-next'),
  old: join(root, 'node_modules', OLD),
});

/**
 * Why the driver that is there does not fit this Node, and what to do; undefined when it does. It is not
 * loaded to find out: the wrong one would end the process.
 * @param {string} root
 * @param {Versions} versions
 */
export function driverProblem(root, versions) {
  const { inUse } = placesOf(root);
  if (fits(inUse, versions)) return undefined;
  const version = versionOf(inUse);
  const found = version
    ? `The database driver in node_modules (better-sqlite3 ${version}) is not the one for Node ${versions.node}`
    : 'The database driver is not installed';
  return `${found}. Run "npm run setup" in ${root} once.`;
}

/** Whether the driver in a folder is made for this Node. */
function fits(folder, versions) {
  const major = majorOf(versionOf(folder));
  return needsOld(versions) ? major === 12 && existsSync(join(folder, BINARY)) : major >= 13;
}

const needsOld = ({ napi }) => Number(napi) < NODE_API;
const majorOf = (version) => Number.parseInt(version, 10);

/** @returns {string} the version of the package in a folder, or nothing */
function versionOf(folder) {
  const file = join(folder, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : '';
}

/**
 * Puts the driver in place that fits the running Node.
 * @param {import('./environment.mjs').Workplace} workplace
 * @param {{ reinstall(): Promise<unknown>, versions?: Versions }} options reinstall: brings back a driver
 * that is missing from node_modules
 * @returns {import('./tasks.mjs').Task}
 */
export function fitDriver(workplace, { reinstall, versions = process.versions }) {
  const { root } = workplace;
  const { inUse, old } = placesOf(root);
  return {
    name: 'driver',
    title: 'preparing the database driver',
    needs: ['packages'],
    needed: async () => !(fits(inUse, versions) && (await opens(inUse, workplace))),
    async run(note) {
      if (needsOld(versions)) {
        if (!(await opens(old, workplace))) await compileOld(workplace, note);
        await putOldInPlace(root);
      } else await putNewInPlace(root, reinstall);
      await open(inUse, workplace);
    },
  };
}

/** Opens a database with the driver in a folder, in a process of its own: it may crash. */
function open(folder, { root, env, signal }) {
  return runCommand([process.execPath, '-e', OPENS, folder], { cwd: root, env, signal });
}

const opens = (folder, workplace) =>
  open(folder, workplace).then(
    () => true,
    () => false,
  );

async function compileOld({ root, env, signal }, onLine) {
  const rebuild = ['rebuild', OLD, '--foreground-scripts', '--ignore-scripts=false'];
  const options = {
    cwd: root,
    env: { ...env, ...headersBeside(process.execPath) },
    signal,
    onLine,
  };
  await runCommand(npmCommand(env, rebuild), options).catch((error) => {
    throw Object.assign(error, { message: `${error.message}\n${compileAdvice(env)}` });
  });
}

/** Headers that came with this Node need not be downloaded. */
function headersBeside(node) {
  const prefix = dirname(dirname(node));
  const isThere = existsSync(join(prefix, 'include', 'node', 'node_version.h'));
  return isThere ? { npm_config_nodedir: prefix } : {};
}

/**
 * What is missing for a compiler, and the other way out.
 * @param {{ PATH?: string }} env
 */
export function compileAdvice(env) {
  const path = (env.PATH ?? '').split(delimiter);
  const has = (tool) => path.some((folder) => existsSync(join(folder, tool)));
  const missing = ['python3', 'make', 'g++'].filter((tool) => !has(tool));
  const compiled = 'On this Node the database driver is compiled';
  const otherwise = 'Or use Node 22.14 or newer, which needs no compiler.';
  // Windows names its tools otherwise.
  if (process.platform === 'win32' || missing.length === 0)
    return `${compiled}, which did not succeed. ${otherwise}`;
  const list = missing.join(', ');
  const install = `Install ${list} (on Debian: apt-get install ${missing.join(' ')}) and start again.`;
  return `${compiled}, and ${list} ${missing.length > 1 ? 'are' : 'is'} missing. ${install} ${otherwise}`;
}

/** 12 is copied, so that npm finds what it has installed, and a change of Node finds it compiled. */
async function putOldInPlace(root) {
  const { inUse, kept, staged, old } = placesOf(root);
  await rm(staged, { recursive: true, force: true });
  await mkdir(dirname(staged), { recursive: true });
  for (const part of ['package.json', 'lib', BINARY])
    await cp(join(old, part), join(staged, part), { recursive: true });
  if (majorOf(versionOf(inUse)) >= 13) {
    await rm(kept, { recursive: true, force: true });
    await rename(inUse, kept);
  }
  await rm(inUse, { recursive: true, force: true });
  await rename(staged, inUse);
}

async function putNewInPlace(root, reinstall) {
  const { inUse, kept } = placesOf(root);
  await rm(inUse, { recursive: true, force: true });
  if (majorOf(versionOf(kept)) >= 13) await rename(kept, inUse);
  else await reinstall();
}
