import fc from 'fast-check';
import { GET as capacityFile } from '@/app/api/capacity/[file]/route';
import { POST as reportFile } from '@/app/api/reports/route';
import { GET as runEvents } from '@/app/api/runs/[number]/events/route';
import { GET as runExport } from '@/app/api/runs/[number]/export/route';
import { GET as runMetrics } from '@/app/api/runs/[number]/metrics/route';
import { runQuery } from '@/components/runs/history/run-query';
import { answerRequest } from '@/lib/api/answer-request';
import { ALL_OPERATIONS } from '@/lib/api/open-api-document';
import { operatingFigures, prometheusText } from '@/lib/api/operating-metrics';
import { saveChannel } from '@/lib/automation/channels';
import { previewRetention, setRetention } from '@/lib/automation/retention';
import { listSchedules, saveSchedule } from '@/lib/automation/schedules';
import { getCapacityPage } from '@/lib/capacity/get-capacity-page';
import { startSearch } from '@/lib/capacity/search/start-search';
import { addTraffic, importTraffic } from '@/lib/capacity/traffic';
import { compareCandidates, compareDifferences, compareSides } from '@/lib/compare/compare-sides';
import { compareQuery } from '@/lib/compare/model';
import { startConfirmation } from '@/lib/confirmations/confirmations';
import { exportFormatsOf, exportRun } from '@/lib/export/export-run';
import { importRun } from '@/lib/import/import-run';
import { saveProfile } from '@/lib/profiles/profiles';
import { readReportRequest } from '@/lib/reports/model';
import { openShared, shareReport } from '@/lib/reports/shared-links';
import { listTemplates, saveTemplate } from '@/lib/reports/templates';
import { annotateRun } from '@/lib/runs/annotations';
import { editRun } from '@/lib/runs/edit-run';
import { endRun } from '@/lib/runs/end-run';
import { getRun } from '@/lib/runs/get-run';
import { listRuns } from '@/lib/runs/list-runs';
import { chooseMetrics } from '@/lib/runs/metrics';
import { listSamples } from '@/lib/runs/samples';
import { startRun } from '@/lib/runs/start-run';
import { listScenarios, saveScenario } from '@/lib/scenarios/scenarios';
import { seedStore } from '@/lib/store/get-store';
import type { Store } from '@/lib/store/open-store';
import { startSuite } from '@/lib/suites/suites';
import { listTargets, saveTarget } from '@/lib/targets/targets';
import { insertLevels } from '@/lib/testing/insert-levels';
import { addDeployment } from '@/lib/trends/deployments';
import { getTrendPage } from '@/lib/trends/get-trend-page';
import { answerChange } from '@/lib/trends/trend';
import { type Surface, surface } from './fuzz';
import { encoded, ODD_NAMES, oddJsonOf, oddQueryOf, oddText } from './odd-input';
import { fileOf, PLANS, resultTexts } from './surfaces';

const NOW_MS = Date.parse('2026-12-01T08:00:00Z');
const TARGET = 'Reference service';

/** The doors that end in a store: after each case it is as it was before. */
export async function storeSurfaces(store: Store): Promise<Surface[]> {
  await fill(store);
  Object.assign(globalThis, { plimsollStore: Promise.resolve(store) });
  const restore = keepState(store);
  const restored =
    <Input>(send: (input: Input) => Promise<unknown>) =>
    async (input: Input) => {
      try {
        await send(input);
      } finally {
        restore();
      }
    };
  return [
    surface({
      name: 'REST API',
      share: 6,
      cases: apiRequests,
      send: restored((request) => askApi(store, request)),
      sentences: [Refused],
    }),
    surface({
      name: 'files and events of the dashboard',
      share: 2,
      cases: fileRequests,
      send: restored(askForFile),
      sentences: [Refused],
    }),
    surface({
      name: 'pages’ addresses',
      share: 1,
      cases: oddQueryOf(PAGE_KEYS),
      send: restored((query) => readPages(store, query)),
    }),
    surface({
      name: 'forms',
      share: 3,
      cases: filledForms,
      send: restored(({ form, text }) => fillIn(store, form, text)),
    }),
    surface({
      name: 'imports that are stored',
      share: 1,
      cases: fc.record({ text: resultTexts, name: oddText, scenario: oddText, target: oddText }),
      send: restored((file) => storeImport(store, file)),
    }),
  ];
}

/** What every installation has, runs with odd names, and one of many levels. */
async function fill(store: Store): Promise<void> {
  await seedStore(store, { REFERENCE_PORT: '8001' });
  const names = ODD_NAMES.filter((name) => name.trim() !== '' && !'\0\ud800\ufeff'.includes(name));
  const rows = names.map(
    (name, at) =>
      `${at * 50},"${name.replaceAll('"', '""')}",${at + 1},${at % 5 ? 'ok' : 'timeout'}`,
  );
  const odd = ['started_ms,endpoint,latency_ms,outcome', ...rows].join('\n');
  for (const [scenario, target] of [
    ['constructor', '__proto__'],
    ['constructor', '__proto__'],
    ['toString', '<b>&"\''],
  ])
    await importRun(store, [fileOf(odd)], { scenario, target, name: '__proto__' });
  const levels = [1, 2, 4, 8].map((users) => ({
    users,
    perSecond: users * 3,
    serviceMs: 20,
    seconds: 12,
  }));
  const number = await insertLevels(store, levels, { targetName: TARGET });
  const endedAt = new Date(1_700_000_048_000);
  await endRun(store, number, { status: 'finished', endedAt, durationMs: 48_000 });
  await editRun(store, number, { labels: ['constructor', '__proto__'], note: '<b>' });
}

/** Remembers all rows; the function puts them back. */
function keepState({ sqlite }: Store): () => void {
  const tables = sqlite
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all() as string[];
  for (const name of tables)
    sqlite.exec(`CREATE TEMP TABLE "kept_${name}" AS SELECT * FROM main."${name}"`);
  const restore = sqlite.transaction(() => {
    for (const name of tables)
      sqlite.exec(
        `DELETE FROM main."${name}"; INSERT INTO main."${name}" SELECT * FROM "kept_${name}"`,
      );
  });
  return () => {
    sqlite.pragma('foreign_keys = OFF');
    restore();
    sqlite.pragma('foreign_keys = ON');
  };
}

/** An answer that says no with a sentence. */
class Refused extends Error {}

/** Reads an answer whole. Throws Refused for a 4xx with a sentence, and another error for what no answer may be. */
async function readAnswer(answer: Response): Promise<void> {
  const text = await answer.text();
  if (answer.status < 400) return;
  const isSentence = /[A-Z“"/].+\./s.test(text);
  if (answer.status < 500 && isSentence) throw new Refused(text);
  throw new Error(`It was answered ${answer.status}: ${text}`);
}

interface ApiRequest {
  method: string;
  path: string;
  query: string;
  body: string;
  type: string | undefined;
  site: string | undefined;
}

const BODIES: readonly unknown[] = [
  { scenario: 'moderate', target: TARGET, users: 5, durationMs: 3000, seed: 7, labels: ['a'] },
  { plan: PLANS[0], targetUrl: 'http://127.0.0.1:1/', name: 'n', note: 'n' },
  { name: 'Mine', description: 'd', plan: PLANS[1], profile: 'strict' },
  { name: 'Other', url: 'http://127.0.0.1:1/', token: 't', metricsUrl: 'http://127.0.0.1:1/m' },
  { name: 'x', note: 'y', labels: ['a', 'b'], isBaseline: true, pinned: true },
  { profile: 'strict' },
  { mode: 'now' },
  { target: TARGET, quick: true, benchmarks: [1, 2] },
];

const API_KEYS =
  'search scenario target status verdict label sort descending page pageSize endpoint outcome minResponseMs fromMs toMs format time base candidate margin';

// The one operation that is left out speaks to a server of a user's choice.
const operations = ALL_OPERATIONS.filter(({ path }) => !path.endsWith('/test'));

const BODY_OF: Readonly<Record<string, unknown>> = {
  startRun: BODIES[0],
  startSuite: BODIES[7],
  addScenario: BODIES[2],
  changeScenario: BODIES[2],
  addTarget: BODIES[3],
  changeTarget: BODIES[3],
  editRun: BODIES[4],
  judgeRun: BODIES[5],
  stopRun: BODIES[6],
};

const odd = <T>(usual: fc.Arbitrary<T>, unusual: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: usual, weight: 5 }, { arbitrary: unusual, weight: 1 });

const apiRequests: fc.Arbitrary<ApiRequest> = fc
  .constantFrom(...operations)
  .chain(({ id, method, path }) =>
    fc.record({
      method: odd(
        fc.constant<string>(method),
        fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', '__proto__'),
      ),
      path: odd(
        fc.constantFrom('1', '4', 'moderate'),
        fc.oneof(fc.constantFrom('2', 'constructor', '99999999999', '1e3', '0x1'), oddText),
      ).map((param) => path.replace(/\{\w+\}/, () => encoded(param))),
      query: odd(fc.constant(''), oddQueryOf(API_KEYS.split(' '))),
      body: odd(oddJsonOf([BODY_OF[id] ?? {}]), oddJsonOf(BODIES)),
      type: odd(fc.constant('application/json'), fc.constantFrom('text/plain', undefined)),
      site: odd(fc.constant(undefined), fc.constantFrom('same-origin', 'cross-site')),
    }),
  );

async function askApi(store: Store, asked: ApiRequest): Promise<void> {
  const { method, path, query, body, type, site } = asked;
  const headers = new Headers();
  if (type !== undefined) headers.set('content-type', type);
  if (site !== undefined) headers.set('sec-fetch-site', site);
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const url = `http://127.0.0.1:3000/api/v1${path}${query === '' ? '' : `?${query}`}`;
  const request = new Request(url, { method, headers, ...(hasBody && { body }) });
  await readAnswer(await answerRequest(store, operations, request));
}

const FILES = {
  capacity: (request: Request, file: string) =>
    capacityFile(request, { params: Promise.resolve({ file }) }),
  events: (request: Request, number: string) =>
    runEvents(request, { params: Promise.resolve({ number }) }),
  export: (request: Request, number: string) =>
    runExport(request, { params: Promise.resolve({ number }) }),
  metrics: (request: Request, number: string) =>
    runMetrics(request, { params: Promise.resolve({ number }) }),
  report: (request: Request) => reportFile(request, { params: Promise.resolve({}) }),
};

const fileRequests = fc.record({
  file: fc.constantFrom(...(Object.keys(FILES) as (keyof typeof FILES)[])),
  param: fc.oneof(fc.constantFrom('1', '4', 'alerts.yml', 'dashboard.json', '999999999'), oddText),
  query: oddQueryOf('format endpoint time since target profile of run runs paper'.split(' ')),
});

async function askForFile({
  file,
  param,
  query,
}: {
  file: keyof typeof FILES;
  param: string;
  query: string;
}) {
  const { request: report, problems } = readReportRequest(new URLSearchParams(query));
  // A report that can be made starts a browser.
  if (file === 'report' && report !== undefined && problems.length === 0) return;
  const method = file === 'report' ? 'POST' : 'GET';
  const request = new Request(`http://127.0.0.1:3000/api?${query}`, { method });
  await readAnswer(await FILES[file](request, param));
}

const PAGE_KEYS =
  'search scenario target status verdict label sort order page plan metric family profile workers after cost price runs base margin'.split(
    ' ',
  );

async function readPages(store: Store, query: string): Promise<void> {
  const params = new URLSearchParams(query);
  const text = (key: string) => params.get(key) ?? undefined;
  await listRuns(store, runQuery(params));
  await getTrendPage(store, {
    scenario: text('scenario'),
    target: text('target'),
    planHash: text('plan'),
    metric: text('metric'),
  });
  await getCapacityPage(store, {
    target: text('target'),
    familyHash: text('family'),
    profile: text('profile'),
    price: Number(text('price') ?? 1),
  });
  const compared = compareQuery(params);
  if (compared.keys.length < 2) return;
  const sides = await compareSides(store, compared.keys);
  await compareDifferences(store, sides, compared);
  await compareCandidates(store, compared);
}

type Form = (store: Store, input: unknown) => Promise<unknown>;

const START = {
  kind: 'scenario',
  scenario: 'moderate',
  target: TARGET,
  users: 3,
  profile: 'strict',
};
const ANNOTATION = { kind: 'deploy', atMs: 1000, text: 'v2' };

/** Each form with something that it takes. */
const FORMS: Readonly<Record<string, readonly [Form, unknown]>> = {
  annotation: [(store, input) => annotateRun(store, 4, input), ANNOTATION],
  answer: [answerChange, { run: 4, metric: 'p95', answer: null, note: 'n' }],
  channel: [
    saveChannel,
    { id: 1, name: 'C', kind: 'slack', url: 'https://a.example/', events: ['run-failed'] },
  ],
  confirmation: [startConfirmation, { base: 4, candidate: 4, pairs: 2, margin: 0.05 }],
  deployment: [
    async (store, input) => {
      await addDeployment(store, input);
      await getTrendPage(store, { target: TARGET });
    },
    { target: TARGET, at: '2023-11-14T22:13:20Z', text: 'v2' },
  ],
  metrics: [(store, input) => chooseMetrics(store, 1, input), ['a', 'b']],
  profile: [
    saveProfile,
    {
      name: 'P',
      description: 'd',
      objectives: [
        { metric: 'p95', endpoint: 'constructor', max: 500 },
        { metric: 'failureRate', max: 0.1 },
      ],
    },
  ],
  retention: [
    async (store, input) => {
      await previewRetention(store, input, NOW_MS);
      await setRetention(store, input);
    },
    { samplesDays: 3, secondsDays: 30 },
  ],
  run: [startRun as Form, BODIES[0]],
  scenario: [
    async (store, input) => {
      await saveScenario(store, input);
      await listScenarios(store);
    },
    BODIES[2],
  ],
  schedule: [
    async (store, input) => {
      await saveSchedule(store, input, NOW_MS);
      await listSchedules(store);
    },
    { name: 'S', cron: '*/5 * * * *', timeZone: 'Europe/Berlin', jitterMs: 5, start: START },
  ],
  search: [startSearch, { scenario: 'moderate', profile: 'strict', target: 1, from: 1, to: 9 }],
  shared: [
    async (store, input) => {
      const { token } = await shareReport(store, input, NOW_MS);
      await openShared(store, token, NOW_MS);
    },
    { query: 'of=run&run=4', days: 7 },
  ],
  suite: [startSuite, { target: TARGET, quick: true, benchmarks: [1, 2] }],
  target: [
    async (store, input) => {
      await saveTarget(store, input);
      await listTargets(store);
    },
    { id: 1, ...(BODIES[3] as object) },
  ],
  template: [
    async (store, input) => {
      await saveTemplate(store, input);
      await listTemplates(store);
    },
    { name: 'T', kind: 'run', without: ['glossary'], title: 't', notes: 'n', paper: 'a4' },
  ],
  traffic: [
    async (store, input) => {
      await addTraffic(store, input);
      await getCapacityPage(store, { target: TARGET });
    },
    { target: TARGET, unit: 'users', at: '2026-11-23', value: 5 },
  ],
  'traffic of a file': [
    (store, input) =>
      importTraffic(store, {
        target: TARGET,
        unit: 'users',
        text: typeof input === 'string' ? input : '',
      }),
    'date,value\n2026-11-23,10\n2026-11-24,12\n',
  ],
};

const filledForms = fc
  .constantFrom(...Object.keys(FORMS))
  .chain((form) => fc.record({ form: fc.constant(form), text: oddJsonOf([FORMS[form]?.[1]]) }));

async function fillIn(store: Store, form: string, text: string): Promise<void> {
  await FORMS[form]?.[0](store, JSON.parse(text.replaceAll(/\bNaN|-?Infinity|0x10/g, '0')));
}

interface NamedFile {
  text: string;
  name: string;
  scenario: string;
  target: string;
}

/** Keeps a file as a run, and reads all that pages, exports and machines make of one. */
async function storeImport(store: Store, { text, ...named }: NamedFile): Promise<void> {
  const { number } = await importRun(store, [fileOf(text, named.name)], named);
  await getRun(store, number);
  await listSamples(store, number, { endpoint: 'constructor' });
  await listRuns(store, { search: named.scenario });
  for (const format of await exportFormatsOf(store, number))
    for await (const _ of (await exportRun(store, number, { format })).chunks);
  const request = new Request(`http://127.0.0.1:3000/api/v1/runs/${number}`);
  await readAnswer(await answerRequest(store, operations, request));
  await compareSides(store, [String(number), '1']);
  await getTrendPage(store, { scenario: named.scenario });
  await prometheusText(await operatingFigures(store), NOW_MS);
}
