// What must hold of the code that is loaded at run time: imports of types alone are gone by then.
import { options } from './.dependency-cruiser.options.mjs';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one idea, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'dashboard-sends-no-load',
      comment: 'The dashboard writes intentions; only the worker and the command line send load.',
      severity: 'error',
      from: { path: '^(app|components)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^lib/engine/(run-load|start-generator|generator)', reachable: true },
    },
  ],
  options: { ...options, tsPreCompilationDeps: false },
};
