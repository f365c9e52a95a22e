// Every script imports this first, and the rest after: an older Node may be unable to read the rest.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeProblem } from './node-problem.mjs';

const problem = nodeProblem(process.versions.node);
if (problem) {
  console.error(problem);
  process.exit(1);
}

/** The project's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));
