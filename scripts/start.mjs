// The door to every script. An old Node is turned away here, before it is given what it cannot read:
//   node scripts/start.mjs [start [dashboard | worker | reference] | dev | setup | test | check | nodes | container]
import { nodeProblem } from './node-problem.mjs';

const SCRIPTS = new Map([
  [
    'start',
    ([only]) => import('./app.mjs').then(({ startApp }) => startApp({ development: false, only })),
  ],
  ['dev', () => import('./app.mjs').then(({ startApp }) => startApp({ development: true }))],
  ['setup', (args) => import('./preparation.mjs').then(({ setUp }) => setUp(args))],
  [
    'test',
    () => import('./checks/run-checks.mjs').then(({ runChecks }) => runChecks({ fast: false })),
  ],
  [
    'check',
    () => import('./checks/run-checks.mjs').then(({ runChecks }) => runChecks({ fast: true })),
  ],
  ['container', () => import('./checks/container.mjs').then(({ tryContainer }) => tryContainer())],
  ['nodes', (args) => import('./checks/nodes.mjs').then(({ checkNodes }) => checkNodes(args))],
]);

const [name = 'start', ...args] = process.argv.slice(2);
const run = SCRIPTS.get(name);
const names = [...SCRIPTS.keys()].join(', ');
const problem =
  nodeProblem(process.versions.node) ||
  (run ? undefined : `There is no script "${name}". There are ${names}.`);

if (problem) {
  console.error(problem);
  process.exitCode = 1;
} else
  run(args).then((exitCode) => {
    process.exitCode = exitCode;
  });
