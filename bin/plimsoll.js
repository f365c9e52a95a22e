#!/usr/bin/env node
// The command line is TypeScript: this says where the project is, makes sure that this Node can run it, and
// hands over. An old Node reads this file, and so nothing newer than import().
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeProblem } from '../scripts/node-problem.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const NEEDED = ['node_modules/tsx', 'lib/store/generated/client.ts'];

const problem =
  nodeProblem(process.versions.node) ||
  (NEEDED.every((path) => existsSync(join(ROOT, path)))
    ? undefined
    : `Plimsoll is not set up yet: run "npm run setup" in ${ROOT} once.`);
if (problem) refuse(problem);
else void run();

async function run() {
  const { driverProblem } = await import('../scripts/driver.mjs');
  const unfit = driverProblem(ROOT, process.versions);
  if (unfit) return refuse(unfit);

  const { readEnvFile } = await import('../scripts/environment.mjs');
  // A data folder named in the shell is the caller's; one named in .env, or none, is the project's.
  const chosen = process.env.PLIMSOLL_DATA_DIR;
  Object.assign(process.env, { ...readEnvFile(ROOT), ...process.env, PLIMSOLL_ROOT: ROOT });
  process.env.PLIMSOLL_DATA_DIR = chosen
    ? resolve(chosen)
    : resolve(ROOT, process.env.PLIMSOLL_DATA_DIR || 'data');

  process.env.TSX_TSCONFIG_PATH = join(ROOT, 'tsconfig.json');
  const { register } = await import('tsx/esm/api');
  register();
  await import('../cli/main.ts');
}

function refuse(text) {
  console.error(text);
  process.exitCode = 1;
}
