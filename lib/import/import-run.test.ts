import fc from 'fast-check';
import { expect, it } from 'vitest';
import { listAudit } from '@/lib/access/audit';
import { compareCandidates } from '@/lib/compare/compare-sides';
import { PlimsollError } from '@/lib/core/errors';
import { exportFormatsOf, exportRun } from '@/lib/export/export-run';
import { reportContent } from '@/lib/reports/content';
import { wholeReport } from '@/lib/reports/model';
import { editRun } from '@/lib/runs/edit-run';
import { endRun } from '@/lib/runs/end-run';
import { getRun } from '@/lib/runs/get-run';
import { listRuns } from '@/lib/runs/list-runs';
import { listSamples } from '@/lib/runs/samples';
import { openSecondWriter } from '@/lib/store/seconds';
import { errorOf } from '@/lib/testing/error-of';
import { importedText } from '@/lib/testing/imported-text';
import { insertRun } from '@/lib/testing/insert-run';
import { interruptSilent } from '@/lib/testing/interrupt-silent';
import { openTestStore } from '@/lib/testing/open-test-store';
import { reportOf } from '@/lib/testing/report-of';
import { getTrendPage } from '@/lib/trends/get-trend-page';
import { importRun } from './import-run';

const HEAD = 'started_ms,endpoint,latency_ms,outcome';
const START = Date.parse('2026-11-23T08:00:00Z');

it('keeps every request of rows that come in no order', async () => {
  const store = openTestStore();
  const rows = Array.from({ length: 12_000 }, (_, index) => {
    const at = (index * 7919) % 12_000;
    return `${START + at * 10},${at % 3 === 0 ? 'start' : 'status'},${10 + (at % 50)},${at % 100 === 0 ? 'http-error' : 'ok'}`;
  });
  const file = importedText([HEAD, ...rows].join('\n'), 'load.csv', 65_536);
  const seen: string[] = [];
  const { number } = await importRun(
    store,
    [file],
    { scenario: 'Nightly' },
    {
      onProgress: ({ stage }) => {
        seen.push(stage);
      },
    },
  );
  const run = await getRun(store, number);
  expect(run?.state.totals).toMatchObject({ requests: 12_000, failures: 120 });
  expect(run?.state.startedAt).toBe('2026-11-23T08:00:00.000Z');
  expect(run?.state.progress.elapsedMs).toBe(120_049);
  expect(run?.state.overall.response).toMatchObject({ p50Ms: 34.015, maxMs: 59 });
  expect(run?.state.endpoints.map(({ name, requests }) => [name, requests])).toEqual([
    ['start', 4000],
    ['status', 8000],
  ]);
  expect(run?.series.points.slice(0, 3).map(({ requestsPerSecond }) => requestsPerSecond)).toEqual([
    95, 100, 100,
  ]);
  expect(run).toMatchObject({ source: { tool: 'CSV' }, labels: ['imported'], validity: undefined });
  expect(run?.source?.notes).toEqual([
    'The file contains no scheduled times, so response time is measured from when requests were sent.',
  ]);
  expect(new Set(seen)).toEqual(new Set(['reading', 'storing']));
  expect(await store.prisma.sample.count({ where: { runId: number } })).toBe(12_000);
});

it('gets back what was exported: counts exactly, percentiles to within the histogram', async () => {
  const store = openTestStore();
  const original = await insertRun(store);
  const writer = openSecondWriter(store.sqlite, original);
  for (let second = 0; second < 12; second++)
    writer.write(
      reportOf(
        second,
        Array.from({ length: 50 }, (_, index) => ({
          endpoint: index % 2,
          intendedUs: second * 1e6 + index * 10_000,
          sendDelayUs: 40,
          serviceUs: 1000 + ((index * 7919 + second * 31) % 90_000),
        })),
      ),
      START,
    );
  const endedAt = new Date(START + 12_000);
  await endRun(store, original, { status: 'finished', endedAt, durationMs: 12_000 });
  let csv = '';
  for await (const chunk of (await exportRun(store, original, { format: 'csv' })).chunks)
    csv += chunk;
  const { number } = await importRun(store, [importedText(csv, 'run.csv')], {});
  const [before, after] = [await getRun(store, original), await getRun(store, number)];
  expect(after?.state.totals.requests).toBe(before?.state.totals.requests);
  expect(after?.state.endpoints.map(({ requests }) => requests)).toEqual([300, 300]);
  for (const key of ['p50Ms', 'p95Ms', 'p99Ms', 'maxMs'] as const)
    expect(after?.state.overall.response[key]).toBeCloseTo(
      before?.state.overall.response[key] ?? 0,
      1,
    );
  const query = { keys: [`${original}`, `${number}`], baseline: `${original}`, margin: 0.05 };
  const [change] = await compareCandidates(store, query);
  expect(change?.comparability).toContainEqual(
    expect.objectContaining({ field: 'measured by', base: 'Plimsoll', candidate: 'CSV' }),
  );
  expect(change?.verdict).not.toBe('worse');
});

it('keeps the figures of a file that has nothing else, and does not make up the rest', async () => {
  const store = openTestStore();
  const stats = `Type,Name,Request Count,Failure Count,Average Response Time,Max Response Time,Requests/s,50%,90%,95%,99%,99.9%
POST,status,400,2,12.5,80,40,10,20,30,50,80
,Aggregated,400,2,12.5,80,40,10,20,30,50,80
`;
  const { number } = await importRun(store, [importedText(stats, 'locust_stats.csv')], {});
  const run = await getRun(store, number);
  expect(run?.state.totals).toMatchObject({ requests: 400, failures: 2, failureRate: 0.005 });
  expect(run?.state.overall.response).toMatchObject({ p50Ms: 10, p95Ms: 30 });
  expect(run?.state.endpoints).toMatchObject([{ name: 'status', requests: 400 }]);
  expect(run?.series.points).toEqual([]);
  expect(run?.scenario.name).toBe('locust_stats');
  expect(run?.source?.notes[0]).toMatch(/^The file contains summary figures only/);
  const [item] = (await listRuns(store, {})).items;
  expect(item).toMatchObject({ source: 'Locust', requests: 400, p95Ms: 30 });
  const other = await importRun(store, [importedText(stats, 'locust_stats.csv')], {});
  const query = { keys: [`${number}`, `${other.number}`], baseline: `${number}`, margin: 0.05 };
  const [change] = await compareCandidates(store, query);
  expect(change?.verdict).toBeUndefined();
  expect(change?.endpoints[0]?.metrics.find(({ metric }) => metric === 'p95')).toMatchObject({
    base: 30,
    candidate: 30,
    change: 0,
  });
});

it('takes several files of one tool as parts of one run', async () => {
  const store = openTestStore();
  const stats = `Type,Name,Request Count,Failure Count,Requests/s,50%,95%\n,Aggregated,25,1,12.5,10,30\n`;
  const history = `Timestamp,User Count,Type,Name,Total Request Count,Total Failure Count
${START / 1000},5,,Aggregated,10,0
${START / 1000 + 1},8,,Aggregated,25,1
`;
  const files = [importedText(stats, 'a_stats.csv'), importedText(history, 'a_stats_history.csv')];
  const { number } = await importRun(store, files, {});
  const run = await getRun(store, number);
  expect(run?.state.totals).toMatchObject({ requests: 25, failures: 1 });
  expect(run?.state.overall.response.p95Ms).toBe(30);
  expect(
    run?.series.points.map(({ requestsPerSecond, users }) => [requestsPerSecond, users]),
  ).toEqual([
    [10, 5],
    [15, 8],
  ]);
});

it('says which lines could not be parsed, and keeps nothing', async () => {
  const store = openTestStore();
  const rows = Array.from({ length: 30 }, (_, index) => `${index},a,x,ok`);
  const file = importedText([HEAD, '1,a,2,ok', ...rows].join('\n'), 'broken.csv');
  const { message, problems } = await errorOf(importRun(store, [file], {}));
  expect(message).toBe('The file cannot be imported.');
  expect(problems).toHaveLength(21);
  expect(problems[0]).toEqual({
    path: 'broken.csv, line 3:',
    message: 'latency_ms "x" is not a number of at least 0.',
  });
  expect(problems.at(-1)).toEqual({ path: '', message: 'And 10 more.' });
  expect(await store.prisma.run.count()).toBe(0);
});

it.each([
  [Buffer.from([0x1f, 0x8b, 8, 0]), 'is compressed with gzip. Unpack it first.'],
  [Buffer.from('\uFEFFstarted_ms', 'utf16le'), 'is encoded as UTF-16. Save it as UTF-8.'],
  [Buffer.from([65, 0, 66]), 'is not a text file.'],
  [Buffer.alloc(0), 'is empty.'],
])('refuses a file of the wrong encoding (%#)', async (bytes, words) => {
  const store = openTestStore();
  const file = {
    name: 'x.csv',
    bytes: bytes.length,
    open: async function* () {
      yield bytes;
    },
  };
  expect((await errorOf(importRun(store, [file], {}))).problems).toEqual([
    { path: 'x.csv', message: words },
  ]);
});

it('is all or nothing, whatever is in a file', async () => {
  const store = openTestStore();
  const text = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.array(fc.string(), { maxLength: 5 }).map((lines) => [HEAD, ...lines].join('\n')),
    fc.json().map((json) => `{"type":"Point","metric":"http_req_duration","data":${json}}`),
    fc.json().map((json) => `{"aggregate":{"counters":${json}}}`),
  );
  await fc.assert(
    fc.asyncProperty(text, async (content) => {
      const before = await store.prisma.run.count();
      const added = await importRun(store, [importedText(content, 'any', 7)], {}).then(
        () => 1,
        (error: unknown) => {
          expect(error).toBeInstanceOf(PlimsollError);
          return 0;
        },
      );
      expect(await store.prisma.run.count()).toBe(before + added);
    }),
    { numRuns: 150 },
  );
});

it('does not show a run while its import is under way', async () => {
  const store = openTestStore();
  await insertRun(store, { status: 'running', source: 'k6' });
  expect((await listRuns(store, {})).items).toEqual([]);
});

it('is never told of as done when somebody else has ended it: it fails, and nothing is left', async () => {
  const store = openTestStore();
  const rows = Array.from({ length: 12_000 }, (_, at) => `${START + at},start,5,ok`);
  const file = importedText([HEAD, ...rows].join('\n'), 'load.csv');
  const taken: string[] = [];
  const ended: Promise<unknown>[] = [];
  const importing = importRun(
    store,
    [file],
    {},
    {
      onProgress: ({ stage }) => {
        if (stage === 'storing' && ended.length === 0)
          // This process still runs: it has to be silent for a minute.
          ended.push(
            interruptSilent(store, { afterMs: 60_001 }).then((runs) => taken.push(...runs)),
          );
      },
    },
  );
  expect(await errorOf(importing)).toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('is no longer held by this process'),
  });
  expect(taken).toHaveLength(1);
  expect(await store.prisma.run.count()).toBe(0);
});

it('keeps a file of 3,000 endpoints whole while it beats, its ids grouped', async () => {
  const store = openTestStore();
  const rows = Array.from(
    { length: 9000 },
    (_, at) => `${START + at * 10},/users/${at % 3000},5,ok`,
  );
  const file = importedText([HEAD, ...rows].join('\n'), 'load.csv');
  const { number } = await importRun(store, [file], {});
  const run = await getRun(store, number);
  expect(run?.state.totals.requests).toBe(9000);
  expect(run?.state.endpoints.map(({ name, requests }) => [name, requests])).toEqual([
    ['/users/{id}', 9000],
  ]);
  expect(run?.source?.notes).toContain(
    'The file has more than 1,000 endpoint names. Ids in them were grouped, as in “/users/{id}”: 1 are left.',
  );
});

it.each(['__proto__', 'constructor', 'toString', 'nonsense'])(
  'refuses the format %s with a sentence',
  async (format) => {
    const file = importedText([HEAD, `${START},start,5,ok`].join('\n'), 'load.csv');
    const { code, problems } = await errorOf(importRun(openTestStore(), [file], { format }));
    expect(code).toBe('invalid-input');
    expect(problems[0]?.message).toContain(`"${format}" is not a supported format. Available: `);
  },
);

const K6_POINT = { type: 'Point', metric: 'http_req_duration' };
const STATS_HEAD = 'Type,Name,Request Count,Failure Count,Requests/s,95%';

it.each([
  [`${HEAD}\n8640000000000001,a,1,ok`, 'has a time beyond the year 9999.'],
  [`${HEAD}\n-1e300,a,1,ok`, 'has a time beyond the year 9999.'],
  [
    `${STATS_HEAD}\n,Aggregated,1.5,0,1,1`,
    'has a count that is not a whole number from 0 to 2,000,000,000.',
  ],
  [
    `${STATS_HEAD}\n,Aggregated,3e9,0,1,1`,
    'has a count that is not a whole number from 0 to 2,000,000,000.',
  ],
  [`${STATS_HEAD}\n,Aggregated,9,0,1,-1`, 'has a latency or a rate that is negative or too large.'],
  [
    JSON.stringify({ ...K6_POINT, data: { time: { toString: 1, valueOf: 1 }, value: 1 } }),
    'The point has no valid time and value.',
  ],
  [
    `{"type":"Point","metric":"http_req_duration","data":{"time":${'['.repeat(20_000)}`,
    'The line is not valid JSON.',
  ],
])('refuses what no run can have (%#)', async (text, message) => {
  const { problems } = await errorOf(importRun(openTestStore(), [importedText(text, 'f')], {}));
  expect(problems.map((problem) => problem.message)).toEqual([message]);
});

it('takes a tag that is no text, a blank title and a start before 1980 for missing', async () => {
  const store = openTestStore();
  const data = { time: '2026-11-23T08:00:00Z', value: 5, tags: { name: {}, status: 5, error: [] } };
  const k6 = importedText(JSON.stringify({ ...K6_POINT, data }), ' .json');
  const { number } = await importRun(store, [k6], { scenario: ' ' });
  const run = await getRun(store, number);
  expect(run?.scenario.name).toBe('Imported run');
  expect(run?.state.endpoints.map(({ name }) => name)).toEqual(['(no name)']);
  const report = { latencies: {}, status_codes: {}, requests: 5, earliest: '0001-01-01T00:00:00Z' };
  const vegeta = importedText(JSON.stringify(report));
  expect(
    (await getRun(store, (await importRun(store, [vegeta], {})).number))?.source?.notes,
  ).toContain('The file contains no start time, so the time of import is used.');
});

const ODD_NAMES = ['__proto__', 'constructor', 'toString', '<b>&"', '100%', '../..', '💥'];

it('names that mean something to programs are names as any other: in pages, exports and reports', async () => {
  const store = openTestStore();
  const rows = Array.from({ length: 700 }, (_, at) => {
    const name = (ODD_NAMES[at % ODD_NAMES.length] ?? '').replaceAll('"', '""');
    return `${START + at * 40},"${name}",${5 + (at % 9)},${at % 3 === 0 ? 'timeout' : 'ok'}`;
  });
  const file = () => importedText([HEAD, ...rows].join('\n'), '__proto__.csv');
  const named = { scenario: 'constructor', target: '__proto__', name: 'toString' };
  const { number } = await importRun(store, [file()], named);
  await importRun(store, [file()], named);
  await editRun(store, number, { labels: ['constructor', '__proto__'] });
  const run = await getRun(store, number);
  expect(run?.state.endpoints.map(({ name, requests }) => [name, requests]).sort()).toEqual(
    ODD_NAMES.map((name) => [name, 100]).sort(),
  );
  expect(run?.labels.toSorted()).toEqual(['__proto__', 'constructor']);
  expect((await listRuns(store, { label: '__proto__', scenario: 'constructor' })).total).toBe(1);
  expect((await listSamples(store, number, { endpoint: '__proto__' })).total).toBe(100);
  for (const format of await exportFormatsOf(store, number)) {
    const parts: (string | Uint8Array)[] = [];
    for await (const part of (await exportRun(store, number, { format })).chunks) parts.push(part);
    expect(parts.join('').length).toBeGreaterThan(0);
  }
  const compared = { kind: 'compare' as const, runs: ['1', '2'] };
  for (const subject of [{ kind: 'run', run: number } as const, compared])
    expect(await reportContent(store, wholeReport(subject))).toMatchObject({ kind: subject.kind });
  const [{ endpoints } = { endpoints: [] }] = await compareCandidates(store, {
    keys: ['1', '2'],
    baseline: '1',
    margin: 0.05,
  });
  expect(endpoints.map(({ name }) => name).sort()).toEqual(['', ...ODD_NAMES].sort());
  expect((await getTrendPage(store, named)).series[0]?.points).toHaveLength(2);
});

it('the audit log tells of an import in the transaction that makes the run one', async () => {
  const store = openTestStore();
  const file = importedText(`${HEAD}\n${START},start,5,ok`, 'load.csv');
  const by = { kind: 'user', name: 'ada@example.com', scopes: [], address: '127.0.0.5' } as const;
  const { number } = await importRun(store, [file], {}, { by });
  expect(await listAudit(store)).toMatchObject([
    {
      actor: 'ada@example.com',
      subject: `run ${number}`,
      title: 'Imported a run',
      address: '127.0.0.5',
    },
  ]);
  // Where the one is not kept, the other is not either.
  store.sqlite.exec(
    `CREATE TRIGGER "refuse" BEFORE INSERT ON "AuditEntry" BEGIN SELECT RAISE(ABORT, 'no'); END`,
  );
  await expect(importRun(store, [file], {}, { by })).rejects.toThrow();
  expect(await store.prisma.run.count()).toBe(1);
});
