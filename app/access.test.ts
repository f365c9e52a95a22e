import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SCOPES } from '@/lib/access/model';
import { VERBS } from '@/lib/access/verbs';
import { ALL_OPERATIONS } from '@/lib/api/open-api-document';
import { needOf } from './access';

const files = (folder: string, name: RegExp) =>
  readdirSync(new URL(`../${folder}/`, import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((path) => name.test(path) && !path.includes('.test.'))
    .map((path) => `${folder}/${path}`);
const source = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const isKnown = (need: unknown) =>
  typeof need === 'string' && (need === 'public' || need in SCOPES || need in VERBS);

/** What nobody need be known for: it tells nothing, or decides by itself who may. */
const OPEN = [
  'app/actions/access.ts logInAction',
  'app/actions/access.ts logOutAction',
  'app/actions/access.ts singleSignOnAction',
  'app/actions/theme.ts setThemeAction',
  'app/api/auth/[...path]/route.ts GET',
  'app/api/dashboard/route.ts GET',
  'app/api/health/ready/route.ts GET',
  'app/api/health/route.ts GET',
  'app/api/reports/route.ts GET',
  // Each of its operations says what it needs, below.
  ...['DELETE', 'GET', 'PATCH', 'POST', 'PUT'].map(
    (name) => `app/api/v1/[[...path]]/route.ts ${name}`,
  ),
];

it('every server action and every route says what it needs', { timeout: 120_000 }, async () => {
  const entrances = [...files('app/actions', /\.ts$/), ...files('app/api', /route\.ts$/)].filter(
    (path) => path !== 'app/actions/action.ts',
  );
  expect(entrances.length).toBeGreaterThan(15);
  const open: string[] = [];
  for (const path of entrances) {
    const exported: Record<string, unknown> = await import(/* @vite-ignore */ `../${path}`);
    for (const [name, entrance] of Object.entries(exported)) {
      if (typeof entrance !== 'function') continue;
      const need = needOf(entrance);
      expect([path, name, isKnown(need)]).toEqual([path, name, true]);
      if (need === 'public') open.push(`${path} ${name}`);
    }
  }
  expect(open.sort()).toEqual([...OPEN].sort());
});

it('every operation of the REST API says what it needs, and one that writes is a verb', () => {
  for (const { id, method, needs } of ALL_OPERATIONS)
    expect([id, method === 'GET' ? needs in SCOPES : needs in VERBS]).toEqual([id, true]);
});

it('nothing else of the dashboard comes to the store', () => {
  const others = [...files('app', /\.tsx?$/), ...files('components', /\.tsx?$/)].filter(
    (path) => path !== 'app/access.ts' && source(path).includes('get-store'),
  );
  expect(others).toEqual([]);
});

it('every page asks for the store, and so for who reads it', () => {
  const ofItsOwn = ['app/log-in/page.tsx', 'app/shared/[token]/page.tsx'];
  const pages = files('app', /page\.tsx$/).filter((path) => !ofItsOwn.includes(path));
  // The frame of the dashboard asks before any page in it is rendered; a report on paper has none.
  expect(source('app/(dashboard)/layout.tsx')).toContain('await pageStore()');
  const outside = pages.filter((path) => !path.startsWith('app/(dashboard)/'));
  expect(outside).toEqual(['app/print/page.tsx']);
  for (const path of outside) expect(source(path)).toContain('await pageStore()');
});

it('every command that writes is a verb, which the audit log tells of', () => {
  // The verbs of the domains: what they import of lib that writes is called within `commanded` or `withCommand`.
  const WRITES =
    /\b(startRun|startSuite|stopSuite|startSearch|stopSearch|startConfirmation|reevaluateRun|annotateRun|importRun|addTraffic|importTraffic|addDeployment|save[A-Z]\w+|delete[A-Z]\w+|switch[A-Z]\w+|setRetention|applyRetention|testChannel|addKey|revokeKey|backUp)\(/g;
  for (const path of files('cli/commands', /\.ts$/)) {
    const text = source(path);
    for (const { 0: call, index } of text.matchAll(WRITES)) {
      const before = text.slice(Math.max(0, index - 400), index);
      expect([path, call, /\b(commanded|withCommand)\(/.test(before)]).toEqual([path, call, true]);
    }
  }
});
