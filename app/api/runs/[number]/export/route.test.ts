import { expect, it } from 'vitest';
import { endRun } from '@/lib/runs/end-run';
import type { Store } from '@/lib/store/open-store';
import { openSecondWriter } from '@/lib/store/seconds';
import { insertRun } from '@/lib/testing/insert-run';
import { holdTestStore } from '@/lib/testing/open-test-store';
import { reportOf } from '@/lib/testing/report-of';
import { GET } from './route';

/** A store that the route finds, with an ended run of two requests. */
async function openServed(): Promise<{ store: Store; number: number }> {
  const store = holdTestStore();
  const number = await insertRun(store);
  const samples = [{ serviceUs: 1500 }, { intendedUs: 250, serviceUs: 2000, endpoint: 1 }];
  openSecondWriter(store.sqlite, number).write(reportOf(0, samples), 1_700_000_000_000);
  const endedAt = new Date(1_700_000_001_000);
  await endRun(store, number, { status: 'finished', endedAt, durationMs: 1000 });
  return { store, number };
}

const get = (number: string | number, query: string) =>
  GET(new Request(`http://localhost/api/runs/${number}/export${query}`), {
    params: Promise.resolve({ number: String(number) }),
  });

it.each([
  ['csv', 'csv', 'text/csv; charset=utf-8'],
  ['jsonl', 'jsonl', 'application/x-ndjson'],
  ['parquet', 'parquet', 'application/vnd.apache.parquet'],
  ['json', 'json', 'application/json'],
  ['junit', 'junit.xml', 'application/xml'],
  ['hgrm', 'hgrm', 'text/plain; charset=utf-8'],
])('sends %s as a file of its type', async (format, ending, type) => {
  const { number } = await openServed();
  const { status, headers, ...response } = await get(number, `?format=${format}`).then(
    async (answer) => ({
      status: answer.status,
      headers: answer.headers,
      bytes: (await answer.arrayBuffer()).byteLength,
    }),
  );
  expect([status, headers.get('content-type'), headers.get('content-disposition')]).toEqual([
    200,
    type,
    `attachment; filename="run-${number}.${ending}"`,
  ]);
  expect(response.bytes).toBeGreaterThan(0);
});

it('sends the rows of one endpoint', async () => {
  const { number } = await openServed();
  expect(await (await get(number, '?format=csv&endpoint=b')).text()).toBe(
    'started_ms,endpoint,latency_ms,outcome,sent_ms,service_ms,code,message\n0.25,b,2,ok,0.25,2,,\n',
  );
});

it('says in words what is wrong', async () => {
  const { store } = await openServed();
  const running = await insertRun(store);
  const wrong = async (number: string | number, query: string) => {
    const response = await get(number, query);
    return [response.status, await response.json()];
  };
  const message = 'There is no run 99.';
  expect(await wrong(99, '?format=csv')).toEqual([404, { message, problems: [] }]);
  expect((await wrong('latest', '?format=csv'))[0]).toBe(404);
  expect(await wrong(running, '?format=csv')).toEqual([
    409,
    { message: `Run ${running} is still active. Wait until it has ended.`, problems: [] },
  ]);
  const formats = 'must be one of csv, jsonl, parquet, json, junit, hgrm.';
  for (const query of ['?format=xls', ''])
    expect(await wrong(running, query)).toEqual([
      400,
      {
        message: 'The run cannot be exported.',
        problems: [{ path: 'format', message: formats }],
      },
    ]);
});
