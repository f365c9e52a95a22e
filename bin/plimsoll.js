#!/usr/bin/env node
// The command line is TypeScript: this only says where the project is, and hands over.
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeProblem } from '../scripts/node-problem.mjs';
import { readEnvFile } from '../scripts/read-env-file.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const problem =
  nodeProblem(process.versions.node) ??
  (['node_modules/tsx', 'lib/store/generated/client.ts'].every((path) =>
    existsSync(join(root, path)),
  )
    ? undefined
    : `Plimsoll is not set up yet: run "npm run setup" in ${root} once.`);
if (problem) {
  console.error(problem);
  process.exit(1);
}

// A data folder named in the shell is the caller's; one named in .env, or none, is the project's.
const chosen = process.env.PLIMSOLL_DATA_DIR;
Object.assign(process.env, { ...readEnvFile(root), ...process.env, PLIMSOLL_ROOT: root });
process.env.PLIMSOLL_DATA_DIR = chosen
  ? resolve(chosen)
  : resolve(root, process.env.PLIMSOLL_DATA_DIR || 'data');

process.env.TSX_TSCONFIG_PATH = join(root, 'tsconfig.json');
const { register } = await import('tsx/esm/api');
register();
await import('../cli/main.ts');
