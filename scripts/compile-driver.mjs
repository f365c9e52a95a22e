import { npmCommand } from './npm-command.mjs';
import { runCommand } from './run-command.mjs';

const LOADS = "new (require('better-sqlite3'))(':memory:').close()";

/**
 * Fetches or compiles better-sqlite3's native part when this Node cannot load the one that is there.
 * @param {import('./preparation-tasks.mjs').Workplace} workplace
 * @returns {import('./run-tasks.mjs').Task}
 */
export function compileDriver({ root, env, signal }) {
  const load = () => runCommand([process.execPath, '-e', LOADS], { cwd: root, env, signal });
  return {
    name: 'driver',
    title: 'building the database driver',
    needs: ['packages'],
    needed: () =>
      load().then(
        () => false,
        () => true,
      ),
    async run() {
      const rebuild = npmCommand(env, ['rebuild', 'better-sqlite3', '--foreground-scripts']);
      await runCommand(rebuild, { cwd: root, env, signal });
      await load();
    },
  };
}
