import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { runCommand } from './commands.mjs';
import { fitDriver } from './driver.mjs';
import { createWorkplace, npmCommand } from './environment.mjs';
import { createProgress, describeFailure, runTasks } from './tasks.mjs';

/** @typedef {import('./environment.mjs').Workplace} Workplace */
/** @typedef {import('./tasks.mjs').Task} Task */

// Where `prisma generate` writes, as its schema says.
const CLIENT = 'lib/store/generated';
const CLIENT_SOURCES = ['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json'];
const BUILD_SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'instrumentation.ts',
  'prisma/schema.prisma',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];

/**
 * `npm run setup`: packages, database driver and database client; with `--build` the dashboard too,
 * which reports need.
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function setUp(args) {
  const progress = createProgress(process.stdout);
  const tasks = preparationTasks(createWorkplace(), { dev: false });
  let exitCode = 0;
  await runTasks(
    tasks.filter(({ name }) => args.includes('--build') || name !== 'build'),
    {
      atOnce: 2,
      progress,
      onFailure(name, outcome) {
        exitCode = 1;
        progress.line(describeFailure(name, outcome));
      },
    },
  );
  if (exitCode === 0) progress.line('Everything is installed.');
  progress.close();
  return exitCode;
}

/**
 * What stands between a clone and running processes. The driver stands before the build: where it has to
 * be compiled, that takes one core for a minute, and the build the other.
 * @param {Workplace} workplace
 * @param {{ dev: boolean }} options dev: with the packages that only tests and development use
 * @returns {Task[]}
 */
export function preparationTasks(workplace, { dev }) {
  return [
    installPackages(workplace, dev),
    fitDriver(workplace, { reinstall: () => runInstall(workplace, dev) }),
    generateClient(workplace),
    buildDashboard(workplace),
  ];
}

/** Installs what the lock file names and is not there. */
function installPackages(workplace, dev) {
  const { root } = workplace;
  return {
    name: 'packages',
    title: 'installing packages',
    needed: () =>
      missingPackages(
        packagesIn(join(root, 'package-lock.json')),
        packagesIn(installedLock(root)),
        dev,
      ).length > 0,
    run: (note) => runInstall(workplace, dev, note),
  };
}

/** What npm itself notes about the packages that it has installed. */
const installedLock = (root) => join(root, 'node_modules', '.package-lock.json');

/** @returns {Record<string, { version?: string, dev?: true }>} by path, as lock files have them */
function packagesIn(lockFile) {
  if (!existsSync(lockFile)) return {};
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

/**
 * The paths that the lock file names and that are not installed in that version. Optional ones do not
 * count: most are for other systems.
 * @param {Record<string, { version?: string, dev?: boolean, optional?: boolean, devOptional?: boolean }>} locked
 * @param {Record<string, { version?: string }>} installed
 * @param {boolean} dev whether those count that only development needs
 * @returns {string[]}
 */
export function missingPackages(locked, installed, dev) {
  return Object.entries(locked)
    .filter(([path, { optional, devOptional }]) => path !== '' && !optional && !devOptional)
    .filter(([path, entry]) => (dev || !entry.dev) && installed[path]?.version !== entry.version)
    .map(([path]) => path);
}

/**
 * Install scripts are left out: the one that matters, the database driver's on Node 20, is run beside
 * other work by fitDriver.
 */
async function runInstall({ root, env, signal }, dev, onLine) {
  const installed = Object.values(packagesIn(installedLock(root)));
  // What development has added stays when only the product is started.
  const scope = dev || installed.some((entry) => entry.dev) ? '--include=dev' : '--omit=dev';
  const npm = (...args) =>
    // The lock file names versions and their hashes: asking the registry for news would only take time.
    runCommand(npmCommand(env, [...args, '--ignore-scripts', '--prefer-offline', scope]), {
      cwd: root,
      env,
      signal,
      onLine,
    });
  // With packages there, only the difference is installed, and a compiled driver stays.
  const update = () => npm('install', '--no-save');
  if (installed.length > 0) return update();
  return npm('ci').catch((error) => (isLockMismatch(error) ? update() : Promise.reject(error)));
}

/** `npm ci` refuses a lock file that a registry mirror left incomplete; `npm install` copes. */
function isLockMismatch(error) {
  return /can only install packages when your package\.json/.test(error.output ?? '');
}

/** Generates the Prisma client from the schema. */
function generateClient({ root, env, signal }) {
  const stamp = createStamp(join(root, 'node_modules', '.plimsoll', 'client'));
  const hash = () => hashFiles(root, CLIENT_SOURCES);
  return {
    name: 'client',
    title: 'generating the database client',
    needs: ['packages'],
    needed: async () =>
      existsSync(join(root, 'prisma', 'schema.prisma')) &&
      !(existsSync(join(root, CLIENT, 'client.ts')) && (await stamp.matches(await hash()))),
    async run() {
      const cli = join(root, 'node_modules', 'prisma', 'build', 'index.js');
      await runCommand([process.execPath, cli, 'generate'], {
        cwd: root,
        // Generating uses no schema engine; naming any program keeps Prisma from downloading one.
        env: { ...env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
        signal,
      });
      await stamp.write(await hash());
    },
  };
}

/** Builds the dashboard when its sources are not those of the last build. */
function buildDashboard({ root, env, signal }) {
  const built = join(root, '.next');
  const stamp = createStamp(join(built, 'plimsoll-sources'));
  const hash = () => hashFiles(root, BUILD_SOURCES, isBuildSource);
  return {
    name: 'build',
    title: 'building the dashboard',
    needs: ['packages', 'client'],
    needed: async () =>
      !(existsSync(join(built, 'BUILD_ID')) && (await stamp.matches(await hash()))),
    async run(note) {
      const sources = await hash();
      const cli = join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
      await runCommand([process.execPath, cli, 'build'], {
        cwd: root,
        env: { ...env, NODE_ENV: 'production' },
        signal,
        onLine: note,
      });
      await stamp.write(sources);
    },
  };
}

/** @param {string} path */
export function isBuildSource(path) {
  return !path.startsWith(`${CLIENT}/`) && !/\.test\.tsx?$/.test(path);
}

/** A file that remembers what a result was made from, kept beside the result so both go together. */
function createStamp(file) {
  return {
    async matches(hash) {
      return (await readFile(file, 'utf8').catch(() => '')) === hash;
    },
    async write(hash) {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, hash);
    },
  };
}

/**
 * A hash of the names and contents of files, the same in every clone (no times go in).
 * @param {string} root
 * @param {string[]} paths files and folders below it; one that is absent counts as absent
 * @param {(path: string) => boolean} [keep] by path from root, with forward slashes
 * @returns {Promise<string>}
 */
export async function hashFiles(root, paths, keep = () => true) {
  const found = await Promise.all(paths.map((path) => filesBelow(join(root, path))));
  const files = found
    .flat()
    .map((file) => relative(root, file).split(sep).join('/'))
    .filter(keep)
    .sort();
  const contents = await Promise.all(files.map((file) => readFile(join(root, file))));
  const hash = createHash('sha256');
  files.forEach((file, index) => {
    hash.update(`${file}\0${contents[index].length}\0`).update(contents[index]);
  });
  return hash.digest('hex');
}

async function filesBelow(path) {
  const found = await stat(path).catch(() => undefined);
  if (!found) return [];
  if (found.isFile()) return [path];
  const names = await readdir(path);
  return (await Promise.all(names.map((name) => filesBelow(join(path, name))))).flat();
}
