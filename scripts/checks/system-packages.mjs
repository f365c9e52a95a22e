// What the tests use that does not come from npm: a browser, and Poppler's tools to look into reports.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../commands.mjs';
import { findChromium } from '../environment.mjs';

/** @typedef {import('../environment.mjs').Workplace} Workplace */

const DOWNLOAD_MS = 120_000;
const APT_MS = 240_000;
const POPPLER_TOOLS = ['pdfinfo', 'pdftotext', 'pdffonts', 'pdfimages'];

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
 * Gets Poppler's tools, where they are not installed.
 * @param {Workplace} workplace
 * @returns {import('../tasks.mjs').Task}
 */
export function installPoppler(workplace) {
  const { env } = workplace;
  const areThere = () =>
    POPPLER_TOOLS.every(
      (tool) => spawnSync(tool, ['-v'], { env, stdio: 'ignore' }).error === undefined,
    );
  return {
    name: 'poppler',
    title: 'installing the PDF tools that tests use',
    // Both use Debian's package manager, which serves one at a time.
    after: ['browser'],
    needed: () => !areThere(),
    async run() {
      if (isRootOnDebian()) await installDebianPackages(['poppler-utils'], workplace);
      if (!areThere())
        throw new Error(
          `The tests of PDF reports use ${POPPLER_TOOLS.join(', ')}. Install Poppler (poppler-utils, or poppler).`,
        );
    },
  };
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
