// What the tests use that does not come from npm: a browser, Poppler's tools, and two proxies.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../commands.mjs';
import { findChromium } from '../environment.mjs';

/** @typedef {import('../environment.mjs').Workplace} Workplace */

const DOWNLOAD_MS = 120_000;
const APT_MS = 240_000;
const TOOLS = {
  pdfinfo: { says: '-v', from: 'poppler-utils' },
  pdftotext: { says: '-v', from: 'poppler-utils' },
  pdffonts: { says: '-v', from: 'poppler-utils' },
  pdfimages: { says: '-v', from: 'poppler-utils' },
  nginx: { says: '-v', from: 'nginx-light' },
  caddy: { says: 'version', from: 'caddy' },
};

/**
 * Gets a browser for the end-to-end tests when none is there: Playwright's, else Debian's.
 * @param {Workplace} workplace
 * @returns {import('../tasks.mjs').Task}
 */
export function installChromium(workplace) {
  const { root, env, signal } = workplace;
  const isThere = async () => (await findChromium(env)) !== undefined;
  const cli = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  const download = () =>
    runCommand([process.execPath, cli, 'install', 'chromium'], {
      cwd: root,
      env,
      signal,
      timeoutMs: DOWNLOAD_MS,
    });
  const ways = [download];
  if (isRootOnDebian())
    ways.push(() => installDebianPackages(['chromium', 'fonts-liberation'], workplace));
  return {
    name: 'browser',
    title: 'installing a browser',
    needs: ['packages'],
    needed: async () => !(await isThere()),
    async run(note) {
      for (const way of ways) {
        await way().catch((error) => note(error.message));
        if (await isThere()) return;
      }
      throw new Error(
        'No Chromium was found, and none could be installed. Install Chromium or Chrome, or set PLIMSOLL_CHROMIUM to the path of one.',
      );
    },
  };
}

/**
 * Gets Poppler's tools, which look into reports, and the proxies of docs/operations.md, where they are not installed.
 * @param {Workplace} workplace
 * @returns {import('../tasks.mjs').Task}
 */
export function installTestTools(workplace) {
  const { env } = workplace;
  const missing = () =>
    Object.entries(TOOLS).filter(
      ([tool, { says }]) =>
        spawnSync(tool, [says], { env: withSystemFolders(env), stdio: 'ignore' }).error,
    );
  return {
    name: 'tools',
    title: 'installing what tests use',
    // Both use Debian's package manager, which serves one at a time.
    after: ['browser'],
    needed: () => missing().length > 0,
    async run() {
      const packages = [...new Set(missing().map(([, { from }]) => from))];
      if (isRootOnDebian()) await installDebianPackages(packages, workplace);
      const left = missing().map(([tool, { from }]) => `${tool} (${from})`);
      if (left.length > 0) throw new Error(`The tests use ${left.join(', ')}. Install them.`);
    },
  };
}

/** Servers are not in everybody's PATH. */
function withSystemFolders(env) {
  return { ...env, PATH: `${env.PATH}:/usr/sbin:/usr/local/sbin` };
}

/** Whether this user of this system may install packages. */
function isRootOnDebian() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

async function installDebianPackages(packages, { root, env, signal }) {
  const options = {
    cwd: root,
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
    signal,
    timeoutMs: APT_MS,
  };
  await runCommand(['apt-get', 'update'], options);
  await runCommand(['apt-get', 'install', '-y', '--no-install-recommends', ...packages], options);
}
