import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { expect, it, onTestFinished } from 'vitest';
import { importRun } from '@/lib/import/import-run';
import { deleteRun } from '@/lib/runs/edit-run';
import { endRun } from '@/lib/runs/end-run';
import { listSamples } from '@/lib/runs/samples';
import type { Store } from '@/lib/store/open-store';
import { openSecondWriter } from '@/lib/store/seconds';
import { saveTarget } from '@/lib/targets/targets';
import { errorOf } from '@/lib/testing/error-of';
import { importedText } from '@/lib/testing/imported-text';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { reportOf } from '@/lib/testing/report-of';
import { exportFormatsOf, exportRun } from './export-run';

const TARGET = { name: 'Staging', url: 'http://127.0.0.1:7001/rpc' };
const SECONDS = 3;
const PER_SECOND = 4000;

/** 12,000 samples: more than one chunk. The last of each second failed. */
async function runWithSamples(store: Store): Promise<number> {
  const number = await insertRun(store);
  const writer = openSecondWriter(store.sqlite, number);
  for (let second = 0; second < SECONDS; second++) {
    const samples = Array.from({ length: PER_SECOND }, (_, index) => ({
      endpoint: index % 2,
      intendedUs: second * 1e6 + index * 250,
      sendDelayUs: 100,
      serviceUs: 1000 + index,
      ...(index === PER_SECOND - 1 ? { outcome: 'httpError' as const, error: 1 } : {}),
    }));
    const error = { id: 1, endpoint: 1, outcome: 'httpError' as const, code: '503' };
    const errors = [{ ...error, message: 'busy, "really"', count: 1, firstMs: 0, lastMs: 1 }];
    writer.write(reportOf(second, samples, { errors }), 1_700_000_000_000);
  }
  const endedAt = new Date(1_700_000_003_000);
  await endRun(store, number, { status: 'finished', endedAt, durationMs: 3000 });
  return number;
}

async function bytesOf(chunks: AsyncIterable<string | Uint8Array>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(Buffer.from(chunk));
  return Buffer.concat(parts);
}

const textOf = async (store: Store, number: number, request: object) =>
  (await bytesOf((await exportRun(store, number, request)).chunks)).toString();

it('writes every request as a row of CSV or a line of JSON, once and in order', async () => {
  const store = openTestStore();
  const number = await runWithSamples(store);
  const csv = (await textOf(store, number, { format: 'csv' })).trimEnd().split('\n');
  expect(csv).toHaveLength(1 + SECONDS * PER_SECOND);
  expect(csv[1]).toBe('0,a,1.1,ok,0.1,1,,');
  expect(csv[PER_SECOND]).toBe('999.75,b,5.099,http-error,999.85,4.999,503,"busy, ""really"""');
  const lines = (await textOf(store, number, { format: 'jsonl' })).trimEnd().split('\n');
  expect(lines).toHaveLength(SECONDS * PER_SECOND);
  expect(JSON.parse(lines[1] ?? '')).toEqual({
    started_ms: 0.25,
    endpoint: 'b',
    latency_ms: 1.101,
    outcome: 'ok',
    sent_ms: 0.35,
    service_ms: 1.001,
    code: '',
    message: '',
  });
  const ofB = await textOf(store, number, { format: 'csv', endpoint: 'b' });
  expect(ofB.trimEnd().split('\n')).toHaveLength(1 + (SECONDS * PER_SECOND) / 2);
});

it('names each request’s trace where the run was traced, as the page does', async () => {
  const store = openTestStore();
  const traceUrl = 'https://jaeger.example/trace/{traceId}';
  const { id: targetId } = await saveTarget(store, { ...TARGET, traceUrl });
  const number = await insertRun(store, { tracePrefix: '4bf92f3577b34da6', targetId });
  const samples = [{ serviceUs: 2000, trace: 1 }, { serviceUs: 1000 }];
  openSecondWriter(store.sqlite, number).write(reportOf(0, samples), 1_700_000_000_000);
  await endRun(store, number, { status: 'finished', endedAt: new Date(), durationMs: 1000 });

  const { items, traced } = await listSamples(store, number, {});
  expect(traced).toBe(true);
  const id = items[0]?.trace?.id ?? '';
  expect(id).toMatch(/^4bf92f3577b34da6[0-9a-f]{16}$/);
  expect(items.map(({ trace }) => trace?.url)).toEqual([
    `https://jaeger.example/trace/${id}`,
    undefined,
  ]);
  const csv = (await textOf(store, number, { format: 'csv' })).split('\n');
  expect(csv.map((line) => line.split(',').at(-1))).toEqual(['trace_id', id, '', '']);
  const [first, second] = (await textOf(store, number, { format: 'jsonl' })).split('\n');
  expect(JSON.parse(first ?? '')).toMatchObject({ trace_id: id });
  expect(JSON.parse(second ?? '')).toMatchObject({ trace_id: '' });
});

it('writes Parquet that reads back as the same rows', async () => {
  const store = openTestStore();
  const number = await runWithSamples(store);
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-parquet-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'samples.parquet');
  const exported = await exportRun(store, number, { format: 'parquet' });
  expect(exported).toMatchObject({
    fileName: `run-${number}.parquet`,
    contentType: 'application/vnd.apache.parquet',
  });
  writeFileSync(file, await bytesOf(exported.chunks));
  const rows = await parquetReadObjects({ file: await asyncBufferFromFile(file) });
  const lines = (await textOf(store, number, { format: 'jsonl' })).trimEnd().split('\n');
  expect(rows).toEqual(lines.map((line) => JSON.parse(line)));
});

it('writes the percentile distribution in ms, true to the run’s own percentiles', async () => {
  const store = openTestStore();
  const number = await runWithSamples(store);
  const text = await textOf(store, number, { format: 'hgrm', time: 'service' });
  const rows = text
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter((row) => row.length === 4 && row.every((value) => !Number.isNaN(value)));
  const last = rows.findLast(([, , count]) => count === SECONDS * PER_SECOND);
  expect(last?.[0]).toBeCloseTo(4.999, 1);
  const [median = 0] = rows.find(([, percentile]) => percentile === 0.5) ?? [];
  expect(median / 2.999).toBeGreaterThan(0.999);
  expect(median / 2.999).toBeLessThan(1.001);
  expect(text).toMatch(/#\[Mean {4}=/);
});

it('writes the summary and the verdicts', async () => {
  const store = openTestStore();
  const number = await runWithSamples(store);
  const summary: unknown = JSON.parse(await textOf(store, number, { format: 'json' }));
  expect(summary).toMatchObject({
    totals: { requests: SECONDS * PER_SECOND, failures: SECONDS },
  });
  expect(await textOf(store, number, { format: 'junit' })).toContain('<testsuite name="Run');
});

it('says what cannot be exported', async () => {
  const store = openTestStore();
  const running = await insertRun(store);
  const refused = async (number: number, request: object) =>
    errorOf(exportRun(store, number, request));
  expect((await refused(running, { format: 'csv' })).code).toBe('conflict');
  expect((await refused(99, { format: 'csv' })).code).toBe('not-found');
  expect((await refused(running, { format: 'xls', time: 'x' })).problems).toEqual([
    { path: 'format', message: 'must be one of csv, jsonl, parquet, json, junit, hgrm.' },
    { path: 'time', message: 'must be response or service.' },
  ]);
  const number = await runWithSamples(store);
  expect((await refused(number, { format: 'csv', endpoint: 'c' })).problems).toEqual([
    { path: 'endpoint', message: '"c" is not an endpoint of this run. Available: "a", "b".' },
  ]);
});

it('lets everything else go on while it writes', async () => {
  const store = openTestStore();
  const number = await runWithSamples(store);
  let turns = 0;
  const count = () => {
    turns++;
    pending = setImmediate(count);
  };
  let pending = setImmediate(count);
  await textOf(store, number, { format: 'parquet' });
  clearImmediate(pending);
  // Three chunks of samples, with a turn after each.
  expect(turns).toBeGreaterThanOrEqual(3);
});

it('breaks off when the run is deleted meanwhile, rather than end as if it were whole', async () => {
  const store = openTestStore();
  const number = await runWithSamples(store);
  const { chunks } = await exportRun(store, number, { format: 'csv' });
  const pieces = chunks[Symbol.asyncIterator]();
  await pieces.next();
  await pieces.next();
  await deleteRun(store, number);
  const { code, message } = await errorOf(pieces.next());
  expect([code, message]).toEqual([
    'conflict',
    `Run ${number} was deleted while it was being exported.`,
  ]);
});

it('writes no empty files of a run that was imported from figures alone', async () => {
  const store = openTestStore();
  const stats = readFileSync('lib/import/formats/fixtures/autocannon.json', 'utf8');
  const { number } = await importRun(store, [importedText(stats, 'autocannon.json')], {});
  expect(await exportFormatsOf(store, number)).toEqual(['json', 'junit']);
  const problemOf = async (format: string) =>
    (await errorOf(exportRun(store, number, { format }))).problems[0]?.message;
  expect(await problemOf('csv')).toBe(
    `csv needs requests, which run ${number} does not have. Available formats: json, junit.`,
  );
  expect(await problemOf('hgrm')).toBe(
    `hgrm needs latencies, which run ${number} does not have. Available formats: json, junit.`,
  );
  expect(await textOf(store, number, { format: 'junit' })).toContain('name="The run finished"/>');
});

it('writes rows that are imported again as the same requests', async () => {
  const store = openTestStore();
  const number = await runWithSamples(store);
  const csv = await textOf(store, number, { format: 'csv' });
  const again = await importRun(store, [importedText(csv, 'run.csv', 65_536)], {});
  const cells = (text: string) => text.split('\n').map((line) => line.split(',', 4).join(','));
  expect(cells(await textOf(store, again.number, { format: 'csv' }))).toEqual(cells(csv));
});
