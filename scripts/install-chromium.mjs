import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from '../lib/report/find-chromium.mjs';
import { runCommand } from './run-command.mjs';

const DOWNLOAD_MS = 120_000;
const APT_MS = 240_000;

/**
 * Gets a browser for the end-to-end tests when none is there: Playwright's, else Debian's.
 * @param {import('./preparation-tasks.mjs').Workplace} workplace
 * @returns {import('./run-tasks.mjs').Task}
 */
export function installChromium({ root, env, signal }) {
  const options = { cwd: root, signal, env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } };
  const isThere = async () => (await findChromium(env)) !== undefined;
  const cli = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  const ways = [
    () =>
      runCommand([process.execPath, cli, 'install', 'chromium'], {
        ...options,
        timeoutMs: DOWNLOAD_MS,
      }),
    ...(isRootOnDebian() ? [() => installDebianPackage(options)] : []),
  ];
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

async function installDebianPackage(options) {
  await runCommand(['apt-get', 'update'], { ...options, timeoutMs: APT_MS });
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'];
  await runCommand([...install, 'fonts-liberation'], { ...options, timeoutMs: APT_MS });
}

function isRootOnDebian() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}
