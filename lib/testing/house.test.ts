import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

// The house of domains: how large its rooms may be, and that one word leads everywhere.
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The words, as folders of lib have them; a domain may be missing in a place, but has no other name there. */
const DOMAINS = [
  'access',
  'automation',
  'capacity',
  'compare',
  'confirmations',
  'export',
  'import',
  'metrics',
  'overview',
  'plan',
  'profiles',
  'reports',
  'runs',
  'scenarios',
  'secrets',
  'suites',
  'targets',
  'trends',
  'verdict',
];
/** What else may stand there, being no domain of its own. */
const BESIDE = {
  components: ['charts', 'shell', 'ui'],
  actions: ['action', 'theme'],
  commands: ['run', 'store'],
  routes: ['(overview)', 'account'],
};

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
  maxBuffer: 1e8,
})
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(ROOT, path)));
const isTest = (path: string) =>
  /\.(test|spec|contract)\.tsx?$|(^|\/)(testing|fixtures)\//.test(path);
const sources = tracked.filter((path) => /\.(ts|tsx|mjs|js)$/.test(path) && !isTest(path));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const parsed = new Map(
  sources.map((path) => [
    path,
    ts.createSourceFile(
      path,
      read(path),
      ts.ScriptTarget.Latest,
      true,
      path.endsWith('x') ? ts.ScriptKind.TSX : undefined,
    ),
  ]),
);

function nodesOf(file: ts.SourceFile, wanted: (node: ts.Node) => boolean): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node) => {
    if (wanted(node)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      found.push(`${file.fileName}:${line + 1}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Names of what lies in `folder`, files without their extension. */
function inside(folder: string): string[] {
  const names = tracked
    .filter((path) => path.startsWith(folder))
    .map((path) => path.slice(folder.length).split('/')[0] ?? '')
    .map((name) => name.replace(/(\.(test|slow\.test|route))?\.(tsx?|md)$/, ''));
  return [...new Set(names)].sort();
}

test('folders are small enough to be seen at once', () => {
  const files = new Map<string, number>();
  const entries = new Map<string, Set<string>>();
  for (const path of sources) {
    files.set(dirname(path), (files.get(dirname(path)) ?? 0) + 1);
    for (let at = path; dirname(at) !== '.'; at = dirname(at))
      entries.set(dirname(at), (entries.get(dirname(at)) ?? new Set()).add(basename(at)));
  }
  files.delete('.');
  const counts = [...files.values()].sort((a, b) => a - b);
  const largest = Math.max(...counts);
  const p90 = counts[Math.ceil(counts.length * 0.9) - 1] ?? 0;
  const crowded = [...entries].map(([folder, names]) => ({ folder, entries: names.size }));
  crowded.sort((a, b) => b.entries - a.entries);
  console.log(
    [
      `source files: ${sources.length}`,
      `most in one folder: ${largest} (≤ 24)`,
      `90th percentile: ${p90} (≤ 14)`,
      `most entries: ${crowded[0]?.entries} in ${crowded[0]?.folder} (≤ 22)`,
    ].join('\n'),
  );
  expect(largest).toBeLessThanOrEqual(24);
  expect(p90).toBeLessThanOrEqual(14);
  // lib is the list of the rooms.
  const most = (folder: string) => (folder === 'lib' ? 24 : 22);
  expect(crowded.filter(({ folder, entries: count }) => count > most(folder))).toEqual([]);
});

test('no file needs itself, by types neither', () => {
  const known = new Set(sources);
  const importsOf = (path: string) =>
    ts.preProcessFile(parsed.get(path)?.text ?? '').importedFiles.flatMap(({ fileName }) => {
      const at = fileName.startsWith('@/')
        ? fileName.slice(2)
        : fileName.startsWith('.')
          ? normalize(join(dirname(path), fileName))
          : undefined;
      const found = ['', '.ts', '.tsx', '.mjs'].find((ending) => known.has(`${at}${ending}`));
      return at === undefined || found === undefined ? [] : [`${at}${found}`];
    });
  // Whatever imports nothing that is left cannot be part of a circle.
  const left = new Map(sources.map((path) => [path, importsOf(path)]));
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    for (const [path, imports] of left)
      if (!imports.some((other) => left.has(other))) left.delete(path);
  }
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    const imported = new Set([...left.values()].flat());
    for (const path of left.keys()) if (!imported.has(path)) left.delete(path);
  }
  expect([...left.keys()]).toEqual([]);
});

test('the same domain word stands everywhere', () => {
  const strangers = (folder: string, beside: readonly string[]) =>
    inside(folder).filter((name) => !DOMAINS.includes(name) && !beside.includes(name));
  expect(strangers('components/', BESIDE.components)).toEqual([]);
  expect(strangers('app/actions/', BESIDE.actions)).toEqual([]);
  expect(strangers('cli/commands/', BESIDE.commands)).toEqual([]);
  const routes = inside('app/(dashboard)/').filter(
    (name) => !/^(error|forbidden|layout)$/.test(name),
  );
  expect(routes.filter((name) => !DOMAINS.includes(name) && !BESIDE.routes.includes(name))).toEqual(
    [],
  );
  // The overview is a page of other domains' figures.
  for (const domain of DOMAINS) if (domain !== 'overview') expect(inside('lib/')).toContain(domain);
  const verbs = inside('app/actions/').filter((name) => DOMAINS.includes(name));
  for (const domain of verbs) expect(inside('components/')).toContain(domain);
});

test('documents are named after their domain, and name files that are there', () => {
  const topics = [
    'api',
    'architecture',
    'ci',
    'decisions',
    'design',
    'findings',
    'import-export',
    'job-life',
    'objectives',
    'performance',
    'plans',
    'operations',
    'reliability',
    'security',
    'statistics',
    'suite-example',
    'training-api',
    'transport',
    'validity',
    'vocabulary',
  ];
  const documents = inside('docs/').filter((name) => !/\.(png|json)$/.test(name));
  expect(documents.filter((name) => !DOMAINS.includes(name) && !topics.includes(name))).toEqual([]);
  const gone = tracked
    .filter(
      (path) => /^(docs\/[^/]*|[A-Z]+)\.md$/.test(path) && !/performance|CHANGELOG/.test(path),
    )
    .flatMap((path) =>
      [...read(path).matchAll(/`((?:lib|components|app|cli|e2e|bench|scripts)\/[^`*<…\s]+)`/g)].map(
        ([, file = '']) => ({ path, file }),
      ),
    )
    .filter(({ file }) => !existsSync(join(ROOT, file)));
  expect(gone).toEqual([]);
});

test('no literal is spread into a literal: the formatter formats', () => {
  const spreads = [...parsed.values()].flatMap((file) =>
    nodesOf(
      file,
      (node) =>
        (ts.isSpreadAssignment(node) && ts.isObjectLiteralExpression(node.expression)) ||
        (ts.isSpreadElement(node) && ts.isArrayLiteralExpression(node.expression)),
    ),
  );
  expect(spreads).toEqual([]);
});

test('rows are decoded in store/rows only', () => {
  const casts = [...parsed.values()].flatMap((file) =>
    /^(lib\/store\/rows(\/|\.ts$)|e2e\/)/.test(file.fileName)
      ? []
      : nodesOf(
          file,
          (node) =>
            ts.isAsExpression(node) &&
            ts.isCallExpression(node.expression) &&
            node.expression.expression.getText(file) === 'JSON.parse',
        ),
  );
  expect(casts).toEqual([]);
});
