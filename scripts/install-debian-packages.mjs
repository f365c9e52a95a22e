import { existsSync } from 'node:fs';
import { runCommand } from './run-command.mjs';

const APT_MS = 240_000;

/** Whether this user of this system may install packages. */
export function isRootOnDebian() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/**
 * @param {string[]} packages
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, signal?: AbortSignal }} workplace
 */
export async function installDebianPackages(packages, { cwd, env, signal }) {
  const options = {
    cwd,
    signal,
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
    timeoutMs: APT_MS,
  };
  await runCommand(['apt-get', 'update'], options);
  await runCommand(['apt-get', 'install', '-y', '--no-install-recommends', ...packages], options);
}
