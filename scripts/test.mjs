import { root } from './root.mjs';

const { runChecks } = await import('./run-checks.mjs');
process.exitCode = await runChecks({ root, fast: false });
