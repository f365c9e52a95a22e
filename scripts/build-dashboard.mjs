import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hashFiles } from './hash-files.mjs';
import { runCommand } from './run-command.mjs';
import { createStamp } from './stamp.mjs';

const SOURCES = [
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

/** @param {string} path */
export function isBuildSource(path) {
  return !path.startsWith('lib/store/generated/') && !/\.test\.tsx?$/.test(path);
}

/**
 * Builds the dashboard when its sources are not those of the last build.
 * @param {import('./preparation-tasks.mjs').Workplace} workplace
 * @returns {import('./run-tasks.mjs').Task}
 */
export function buildDashboard({ root, env, signal }) {
  const built = join(root, '.next');
  const stamp = createStamp(join(built, 'plimsoll-sources'));
  const hash = () => hashFiles(root, SOURCES, isBuildSource);
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
