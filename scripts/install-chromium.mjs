import { join } from 'node:path';
import { findChromium } from '../lib/reports/find-chromium.mjs';
import { installDebianPackages, isRootOnDebian } from './install-debian-packages.mjs';
import { runCommand } from './run-command.mjs';

const DOWNLOAD_MS = 120_000;

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
    ...(isRootOnDebian()
      ? [() => installDebianPackages(['chromium', 'fonts-liberation'], options)]
      : []),
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
