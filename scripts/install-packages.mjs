import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hashFiles } from './hash-files.mjs';
import { npmCommand } from './npm-command.mjs';
import { runCommand } from './run-command.mjs';
import { createStamp } from './stamp.mjs';

/**
 * Installs what the lock file names. Install scripts are left out: the one that matters, the database
 * driver's, is compiled beside other work by compileDriver.
 * @param {import('./preparation-tasks.mjs').Workplace} workplace
 * @returns {import('./run-tasks.mjs').Task}
 */
export function installPackages({ root, env, signal }) {
  const modules = join(root, 'node_modules');
  const stamp = createStamp(join(modules, '.plimsoll', 'packages'));
  const hash = () => hashFiles(root, ['package-lock.json']);
  return {
    name: 'packages',
    title: 'installing packages',
    needed: async () => !(await stamp.matches(await hash())),
    async run(note) {
      const npm = (...args) =>
        runCommand(npmCommand(env, [...args, '--ignore-scripts', '--include=dev']), {
          cwd: root,
          env,
          signal,
          onLine: note,
        });
      // With packages there, only the difference is installed, and the compiled driver stays.
      const update = () => npm('install', '--no-save');
      if (existsSync(join(modules, '.package-lock.json'))) await update();
      else
        await npm('ci').catch((error) =>
          isLockMismatch(error) ? update() : Promise.reject(error),
        );
      await stamp.write(await hash());
    },
  };
}

/** `npm ci` refuses a lock file that a registry mirror left incomplete; `npm install` copes. */
function isLockMismatch(error) {
  return /can only install packages when your package\.json/.test(error.output ?? '');
}
