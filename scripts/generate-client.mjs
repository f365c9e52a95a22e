import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hashFiles } from './hash-files.mjs';
import { runCommand } from './run-command.mjs';
import { createStamp } from './stamp.mjs';

/**
 * Generates the Prisma client from the schema.
 * @param {import('./preparation-tasks.mjs').Workplace} workplace
 * @returns {import('./run-tasks.mjs').Task}
 */
export function generateClient({ root, env, signal }) {
  const output = join(root, 'lib', 'store', 'generated');
  const stamp = createStamp(join(root, 'node_modules', '.plimsoll', 'client'));
  const hash = () =>
    hashFiles(root, ['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json']);
  return {
    name: 'client',
    title: 'generating the database client',
    needs: ['packages'],
    needed: async () =>
      existsSync(join(root, 'prisma', 'schema.prisma')) &&
      !(existsSync(join(output, 'client.ts')) && (await stamp.matches(await hash()))),
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
