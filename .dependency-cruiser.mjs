// Who may import whom (docs/architecture.md has the table). What holds at run time only, circles and what
// the dashboard may reach, is in .dependency-cruiser.runtime.mjs.
import { options } from './.dependency-cruiser.options.mjs';

// Every room below lib, and the rooms it may import.
const ROOMS = {
  errors: [],
  format: [],
  stats: [],
  schedule: ['stats'],
  settings: [],
  plan: ['schedule'],
  training: ['plan', 'stats'],
  requests: ['plan', 'stats', 'training'],
  engine: ['plan', 'schedule', 'training', 'requests', 'stats'],
  capacity: ['plan', 'stats'],
  verdict: ['plan', 'stats'],
  observe: ['plan', 'stats'],
  store: ['plan', 'stats'],
  live: ['stats', 'plan', 'verdict'],
  report: ['stats', 'plan', 'verdict'],
  interop: ['stats', 'plan', 'verdict'],
  api: ['stats', 'plan', 'verdict', 'interop', 'runs'],
};
const PURE = ['stats', 'schedule', 'errors', 'format'];
const ALL_ROOMS = [...Object.keys(ROOMS), 'runs'];
const FOR_EVERYONE = ['errors', 'settings', 'format'];
// These may know the shapes that the verbs and the live view hand out, and no more of them.
const KNOW_TYPES_OF = {
  store: ['observe'],
  live: ['runs'],
  report: ['runs', 'live'],
  interop: ['runs', 'live', 'capacity'],
  api: ['store'],
};

const TESTS = '\\.(test|contract)\\.tsx?$|(^|/)testing/';
const TYPE_ONLY = { dependencyTypesNot: ['type-only'] };
const lib = (rooms) => rooms.map((room) => `^lib/${room}/`);
const rule = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: TESTS, ...from },
  to,
});

const libRules = Object.entries(ROOMS).flatMap(([room, allowed]) => {
  const open = [room, ...allowed, ...(PURE.includes(room) ? [] : FOR_EVERYONE)];
  const from = { path: `^lib/${room}/` };
  const why = `lib/${room} may import ${open.slice(1).join(', ') || 'nothing of ours'}.`;
  const known = KNOW_TYPES_OF[room] ?? [];
  const closed = ALL_ROOMS.filter((name) => ![...open, ...known].includes(name));
  const rules = [rule(`lib-${room}`, why, from, { path: lib(closed) })];
  if (known.length > 0)
    rules.push(
      rule(`lib-${room}-types`, `${why} Of ${known.join(' and ')}, the types.`, from, {
        path: lib(known),
        ...TYPE_ONLY,
      }),
    );
  return rules;
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...libRules,
    rule(
      'lib-runs',
      'lib/runs may import all of lib but report.',
      { path: '^lib/runs/' },
      {
        path: '^lib/report/',
      },
    ),
    rule(
      'lib-stays-below',
      'lib imports nothing that is above it.',
      { path: '^lib/' },
      {
        path: '^(app|components|worker|cli|bench|e2e|scripts|reference-service)/',
      },
    ),
    rule(
      'components',
      'components may import components, lib/stats, lib/plan, lib/format, and types.',
      { path: '^components/' },
      {
        path: '^(app|worker|cli|bench|e2e|scripts|reference-service|lib)/',
        pathNot: lib(['stats', 'plan', 'format']),
        ...TYPE_ONLY,
      },
    ),
    rule(
      'processes',
      'app, worker and cli may import the verbs (lib/runs) and what they hand on, and types.',
      { path: '^(app|worker|cli)/' },
      {
        path: '^lib/',
        pathNot: lib([
          'runs',
          'api',
          'errors',
          'settings',
          'live',
          'report',
          'interop',
          'plan',
          'format',
        ]),
        ...TYPE_ONLY,
      },
    ),
    ...['app', 'worker', 'cli'].map((name) =>
      rule(
        `${name}-alone`,
        'No process imports another: the database joins them.',
        { path: `^${name}/` },
        { path: '^(app|worker|cli|bench|e2e|scripts|reference-service)/', pathNot: `^${name}/` },
      ),
    ),
    rule(
      'reference-service-alone',
      'The reference service imports nothing of ours: a real one must be able to take its place.',
      { path: '^reference-service/' },
      { path: '^(app|components|lib|worker|cli|bench|e2e|scripts|prisma)/' },
    ),
    rule(
      'undici-in-transport',
      'Only the transport sends load: it alone imports undici.',
      { pathNot: `${TESTS}|^lib/engine/undici/` },
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
      { path: '^(app|components|lib|worker|cli|reference-service)/' },
      { dependencyTypes: ['npm-dev'], ...TYPE_ONLY },
    ),
  ],
  options: { ...options, tsPreCompilationDeps: true },
};
