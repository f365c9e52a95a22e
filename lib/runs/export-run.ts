import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { PlimsollError } from '@/lib/errors/plimsoll-error';
import type { ExportedSample } from '@/lib/interop/export/exported-sample';
import { junitXml } from '@/lib/interop/export/junit-xml';
import { percentileText } from '@/lib/interop/export/percentile-text';
import { CSV_HEADER, sampleCsv } from '@/lib/interop/export/sample-csv';
import { writeParquet } from '@/lib/interop/export/write-parquet';
import { runJson } from '@/lib/interop/run-json';
import type { RunDetail } from '@/lib/live/run-detail';
import { EXPORT_FORMAT_NAMES, EXPORT_FORMATS } from '@/lib/plan/export-formats';
import { Histogram } from '@/lib/stats/histogram';
import type { Store } from '@/lib/store/open-store';
import { endedRun } from './compare-runs';
import { exportedSamples } from './exported-samples';
import { getRun } from './get-run';
import { endpointNames } from './list-samples';
import { parseInput } from './parse-input';

const REFUSED = 'The run cannot be exported.';
const ALL = -1;

const exportSchema = z.object({
  format: z.enum(EXPORT_FORMAT_NAMES, `must be one of ${EXPORT_FORMAT_NAMES.join(', ')}.`),
  /** Requests of this endpoint only; of all, if left out. */
  endpoint: z.string().min(1).optional(),
  /** Of a percentile distribution: which time. */
  time: z.enum(['response', 'service'], 'must be response or service.').default('response'),
});
type ExportRequest = z.infer<typeof exportSchema>;

export interface ExportedRun {
  fileName: string;
  contentType: string;
  /** The file, piece by piece: nothing is held whole in memory. */
  chunks: AsyncIterable<string | Uint8Array>;
}

/** A run that has ended, as a file. Throws `invalid-input`, `not-found`, or `conflict` while it lasts. */
export async function exportRun(
  store: Store,
  number: number,
  input: unknown,
): Promise<ExportedRun> {
  const request = parseInput(exportSchema, input, REFUSED);
  await endedRun(store, number);
  await refuseUnknownEndpoint(store, number, request.endpoint);
  const { ending, type } = EXPORT_FORMATS[request.format];
  return {
    fileName: `run-${number}.${ending}`,
    contentType: type,
    chunks: await chunksOf(store, number, request),
  };
}

async function chunksOf(
  store: Store,
  number: number,
  { format, endpoint, time }: ExportRequest,
): Promise<AsyncIterable<string | Uint8Array>> {
  switch (format) {
    case 'csv':
      return texts(await exportedSamples(store, number, endpoint), sampleCsv, CSV_HEADER);
    case 'jsonl':
      return texts(await exportedSamples(store, number, endpoint), (samples) =>
        samples.map((sample) => `${JSON.stringify(sample)}\n`).join(''),
      );
    case 'parquet':
      return parquet(await exportedSamples(store, number, endpoint));
    case 'json':
      return one(`${JSON.stringify(runJson(await detailOf(store, number)), null, 2)}\n`);
    case 'junit':
      return one(junitXml(await detailOf(store, number)));
    case 'hgrm':
      return one(percentileText(await mergedHistogram(store, number, endpoint, time)));
  }
}

async function* texts(
  chunks: () => Generator<ExportedSample[]>,
  write: (samples: ExportedSample[]) => string,
  header = '',
): AsyncGenerator<string> {
  if (header !== '') yield header;
  for (const samples of chunks()) {
    if (samples.length > 0) yield write(samples);
    // A million rows must not hold up every other page.
    await setImmediate();
  }
}

async function* one(text: string): AsyncGenerator<string> {
  yield text;
}

/** Its index stands at the end, so it is written to a file of its own first. */
async function* parquet(chunks: () => Generator<ExportedSample[]>): AsyncGenerator<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'plimsoll-export-'));
  try {
    const file = join(folder, 'samples.parquet');
    await writeParquet(file, rowsOf(chunks));
    for await (const piece of createReadStream(file)) yield piece as Uint8Array;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function* rowsOf(chunks: () => Generator<ExportedSample[]>): Generator<ExportedSample> {
  for (const samples of chunks()) yield* samples;
}

async function detailOf(store: Store, number: number): Promise<RunDetail> {
  const run = await getRun(store, number);
  if (run === undefined) throw new PlimsollError('not-found', `There is no run ${number}.`);
  return run;
}

async function mergedHistogram(
  store: Store,
  runId: number,
  name: string | undefined,
  time: ExportRequest['time'],
): Promise<Histogram> {
  const summary = await store.prisma.summary.findFirst({
    where: { runId, ...(name === undefined ? { endpoint: ALL } : { name }) },
  });
  return summary === null ? new Histogram() : Histogram.decode(summary[time]);
}

async function refuseUnknownEndpoint(store: Store, number: number, endpoint: string | undefined) {
  if (endpoint === undefined) return;
  const names = await endpointNames(store, number);
  if (names.includes(endpoint)) return;
  const known = names.map((name) => `"${name}"`).join(', ');
  throw new PlimsollError('invalid-input', REFUSED, [
    {
      path: 'endpoint',
      message: `"${endpoint}" is none of this run’s. ${known === '' ? 'It has none.' : `There are: ${known}.`}`,
    },
  ]);
}
