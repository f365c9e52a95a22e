// Who may import whom; docs/architecture.md tells the same in words. Imports of types count.

/** The rooms of lib. Each may import those before it, and any domain's model.ts. */
const ROOMS = [
  'core',
  'stats',
  'plan',
  'engine',
  'metrics',
  'verdict',
  'store',
  'access',
  'profiles',
  'secrets',
  'scenarios',
  'targets',
  'runs',
  'compare',
  'confirmations',
  'trends',
  'suites',
  'capacity',
  'reports',
  'import',
  'export',
  'automation',
  'worker',
  'api',
];

/** Folders that know no clock, file, socket or database, and all of lib that they may import. */
const PURE = {
  stats: ['stats'],
  'engine/arrivals': ['engine/arrivals', 'stats'],
  plan: ['plan', 'core'],
  verdict: ['verdict', 'core', 'stats', 'plan'],
};

const TESTS = '\\.(test|contract)\\.tsx?$|(^|/)testing/';
const PROCESSES = ['app', 'components', 'worker', 'cli', 'bench', 'e2e', 'scripts'];
const folders = (names) => `^(${names.join('|')})/`;
const rooms = (names) => `^lib/(${names.join('|')})/`;
const MODELS = '^lib/[a-z-]+(/queue)?/model\\.ts$';

const rule = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: TESTS, ...from },
  to,
});

const order = ROOMS.slice(0, -1).map((room, index) =>
  rule(
    `lib-${room}`,
    `lib/${room} may import the rooms before it, and models: ${ROOMS.slice(0, index).join(', ')}.`,
    { path: rooms([room]) },
    {
      path: rooms(ROOMS.slice(index + 1)),
      pathNot: MODELS,
      // rows.ts knows the types that it decodes into.
      ...(room === 'store' && { dependencyTypesNot: ['type-only'] }),
    },
  ),
);

const pure = Object.entries(PURE).map(([folder, open]) =>
  rule(
    `pure-${folder.replace('/', '-')}`,
    `lib/${folder} is pure: it may import ${open.join(', ')}, and neither node nor a database.`,
    { path: rooms([folder]) },
    {
      path: [
        '^lib/',
        '^(node:)?(fs|net|http|https|http2|tls|child_process|worker_threads|timers)(/|$)',
        '(^|/)node_modules/(@prisma|better-sqlite3|undici)/',
      ],
      pathNot: rooms(open),
    },
  ),
);

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...order,
    ...pure,
    rule(
      'no-circles',
      'Two files that need each other are one idea, or hide a third.',
      { path: '^(?!lib/store/generated/)' },
      { circular: true },
    ),
    rule(
      'lib-stays-below',
      'lib imports nothing that is above it.',
      { path: '^lib/' },
      { path: folders([...PROCESSES, 'reference-service']) },
    ),
    rule(
      'components',
      "components import models, core, stats, plan, each other, and server actions' types.",
      { path: '^components/' },
      {
        path: folders([
          ...PROCESSES.filter((name) => name !== 'components'),
          'lib',
          'reference-service',
        ]),
        pathNot: [
          MODELS,
          rooms(['core', 'stats', 'plan', 'capacity/fitting']),
          '^lib/runs/start-input',
          '^app/actions/',
        ],
      },
    ),
    rule(
      'model-is-for-the-browser',
      'What a model needs at run time, the browser can have.',
      { path: MODELS },
      {
        path: ['^node:', rooms(['store', 'engine', 'worker', 'api'])],
        dependencyTypesNot: ['type-only'],
      },
    ),
    ...['app', 'worker', 'cli'].map((name) =>
      rule(
        `${name}-alone`,
        'No process imports another: the database joins them.',
        { path: folders([name]) },
        {
          path: folders(
            [...PROCESSES, 'reference-service'].filter(
              (other) => other !== name && !(name === 'app' && other === 'components'),
            ),
          ),
        },
      ),
    ),
    rule(
      'reference-service-alone',
      'The reference service imports nothing of ours: a real one must be able to take its place.',
      { path: '^reference-service/' },
      { path: folders([...PROCESSES, 'lib', 'prisma']) },
    ),
    rule(
      'dashboard-sends-no-load',
      'The dashboard writes intentions; only the worker and the command line send load.',
      { path: '^(app|components)/' },
      { path: '^lib/engine/(run-load|start-generators|generator-thread)', reachable: true },
    ),
    rule(
      'undici-in-transport',
      'Only the transport sends load by undici; what else is asked of others goes through the guard.',
      { pathNot: `${TESTS}|^lib/engine/transport/undici/|^lib/core/guarded-fetch` },
      { path: '(^|node_modules/)undici(/|$)' },
    ),
    rule('resolvable', 'An import must be found.', {}, { couldNotResolve: true }),
    rule(
      'declared',
      'A package that is imported must be in package.json.',
      {},
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
    rule(
      'runs-without-dev-packages',
      'What runs outside the tests must not need a development package.',
      { path: folders(['app', 'components', 'lib', 'worker', 'cli', 'reference-service']) },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: {
      path: '^(\\.next|data|\\.cache|next-env\\.d\\.ts|test-results|playwright-report)',
    },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.cjs', '.json', '.css'],
    },
  },
};
