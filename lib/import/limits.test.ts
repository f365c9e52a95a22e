import { deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { getRun } from '@/lib/runs/get-run';
import { errorOf } from '@/lib/testing/error-of';
import { importedText } from '@/lib/testing/imported-text';
import { openTestStore } from '@/lib/testing/open-test-store';
import { importRun } from './import-run';
import type { ImportedFile } from './imported-record';
import { validateImport } from './validate-import';

const HEAD = 'started_ms,endpoint,latency_ms,outcome';
const PIECE = 65_536;

/** What is said of a file, as `path message`. */
async function refusalOf(file: ImportedFile, format?: string, mostSamples?: number) {
  const { message, problems } = await errorOf(
    validateImport([file], format, () => undefined, mostSamples),
  );
  expect(message).toBe('The file cannot be imported.');
  return problems.map((problem) => `${problem.path} ${problem.message}`);
}

const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const tags = (levels: number) => '<a>'.repeat(levels);

it.each<[what: string, text: string, said: string, format?: string]>([
  [
    'a row',
    `${HEAD}\n1,a,2,ok\n1,"${'x'.repeat(1_100_000)}",2,ok`,
    'big, line 3: The row is longer than 1 MB. Check for a quotation mark that is not closed.',
  ],
  [
    'a line',
    `{"type":"Point"}\n${'x'.repeat(1_100_000)}`,
    'big, line 2: The line is longer than 1 MB.',
  ],
  [
    'a histogram',
    `#[StartTime: 0 (seconds since epoch)]\n0,1,1,${deflateSync(Buffer.alloc(80_000)).toString('base64').padEnd(80_000, 'A')}`,
    'big, line 2: The histogram is larger than 64 kB. Log with fewer significant digits.',
  ],
  [
    'a summary',
    `{"aggregate":{"counters":{}},"more":"${'x'.repeat(16_000_000)}"}`,
    "big The file is larger than 16 MB, the maximum for a summary. Import the tool's requests instead, or its summary without details.",
  ],
  [
    'nested JSON',
    `{"aggregate":{"counters":{}},\n"[[[":1,"\\"[":\n${nested(500)}}`,
    'big Line 3 is nested more than 500 levels deep.',
  ],
  [
    'nested XML',
    `<testResults>\n${tags(100)}`,
    'big, line 2: Elements are nested more than 100 levels deep.',
  ],
  [
    'an element',
    `<testResults><sample lb="${'x'.repeat(8_100_000)}`,
    'big, line 1: An element is larger than 8 MB.',
  ],
  [
    'percentiles',
    `Value Percentile TotalCount\n${Array.from({ length: 100_001 }, (_, at) => `1 0.5 ${at}`).join('\n')}`,
    'big, line 100002: The file has more than 100,000 percentiles.',
  ],
  [
    'figures of endpoints',
    `Type,Name,Request Count,Failure Count,\n${Array.from({ length: 1003 }, (_, at) => `GET,/${at},1,0,`).join('\n')}`,
    'big has figures of more than 1,000 endpoints, the most that a run can have. Give requests of one kind one name before measuring.',
  ],
])(
  'refuses more than can be kept in memory, and says where: %s',
  async (_what, text, said, format) => {
    expect(await refusalOf(importedText(text, 'big', PIECE), format)).toEqual([said]);
  },
);

it('takes JSON and XML that are nested as real ones are', async () => {
  const json = `{"aggregate":{"counters":{"http.requests":1}},"more":${nested(98)}}`;
  const one = await validateImport([importedText(json)], undefined, () => undefined);
  expect(one.summaries).toHaveLength(1);
  const xml = `<testResults>${tags(90)}<sample ts="1" t="2" lb="a" s="true"/>${'</a>'.repeat(90)}</testResults>`;
  expect((await validateImport([importedText(xml)], undefined, () => undefined)).samples).toBe(1);
});

it('reads no file that is too large at all', async () => {
  const file = {
    name: 'huge.csv',
    bytes: 16_000_000_001,
    open: () => {
      throw new Error('It was opened.');
    },
  };
  expect(await refusalOf(file)).toEqual([
    'huge.csv is larger than 16 GB. Import a part of it, or its summary.',
  ]);
});

it('stops at more requests than a run can have', async () => {
  const rows = Array.from({ length: 30_000 }, (_, at) => `${at},a,1,ok`);
  const whole = importedText([HEAD, ...rows].join('\n'), 'many.csv', 1000);
  let read = 0;
  const file = {
    ...whole,
    async *open() {
      for await (const piece of whole.open()) {
        read += piece.length;
        yield piece;
      }
    },
  };
  expect(await refusalOf(file, 'csv', 10)).toEqual([
    'many.csv has more than 10 requests, the most that a run can have. Import a part of it, or its summary.',
  ]);
  expect(read).toBeLessThan(whole.bytes / 2);
});

it('cuts what it repeats of a file, and the names of endpoints', async () => {
  const long = 'x'.repeat(10_000);
  const [problem = ''] = await refusalOf(importedText(`${HEAD}\n1,a,${long},ok`, 'long', PIECE));
  expect(problem.length).toBeLessThan(500);
  const store = openTestStore();
  const rows = [`1,${long}1,1,ok`, `2,${long}2,1,ok`, '3,short,1,ok'];
  const { number } = await importRun(store, [importedText([HEAD, ...rows].join('\n'))], {});
  const run = await getRun(store, number);
  expect(run?.state.endpoints.map(({ name, requests }) => [name.length, requests])).toEqual([
    [5, 1],
    [300, 2],
  ]);
});

it('stores windows long before a file ends, and adds what comes later in no order', async () => {
  const [seconds, endpoints] = [60, 100];
  const rows = Array.from({ length: 2 * seconds * endpoints }, (_, index) => {
    // Coprime with the number of rows: each is there once, its second anywhere.
    const at = (index * 7919) % (2 * seconds * endpoints);
    return `${(at % seconds) * 1000 + 100},e${Math.floor(at / seconds) % endpoints},${10 + (at % 7) * 10},${at % 10 === 0 ? 'timeout' : 'ok'}`;
  });
  const imported = async (lines: string[]) => {
    const store = openTestStore();
    const windows = store.sqlite.prepare('SELECT COUNT(*) FROM "Window"').pluck();
    const stored: unknown[] = [];
    const file = importedText([HEAD, ...lines].join('\n'), 'load.csv', PIECE);
    const { number } = await importRun(
      store,
      [file],
      {},
      {
        onProgress: ({ stage }) => {
          if (stage === 'storing') stored.push(windows.get());
        },
      },
    );
    const run = await getRun(store, number);
    return { stored, state: run?.state, points: run?.series.points, all: windows.get() };
  };
  const mixed = await imported(rows);
  expect(mixed.all).toBe(seconds * endpoints);
  expect(mixed.stored[1]).toBeGreaterThan(0);
  const ordered = await imported(
    rows.toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)),
  );
  expect(mixed.state?.totals).toMatchObject({ requests: 12_000, failures: 1200 });
  expect(mixed.state?.overall).toEqual(ordered.state?.overall);
  expect(mixed.state?.endpoints).toEqual(ordered.state?.endpoints);
  expect(mixed.points).toEqual(ordered.points);
});
