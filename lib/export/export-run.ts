import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { endedRun } from '@/lib/compare/compare-runs';
import { PlimsollError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/problems';
import { getRun } from '@/lib/runs/get-run';
import type { RunDetail } from '@/lib/runs/model';
import { endpointNames, tracesOf } from '@/lib/runs/samples';
import { Histogram } from '@/lib/stats/histogram';
import type { Store } from '@/lib/store/open-store';
import { sampleChunks } from '@/lib/store/samples';
import { runJson } from './json/run';
import { junitXml } from './junit';
import { EXPORT_FORMAT_NAMES, EXPORT_FORMATS, type ExportFormat } from './model';
import { sampleParquet } from './parquet';
import {
  csvHeader,
  EXPORTED_COLUMNS,
  type ExportedColumn,
  type ExportedSample,
  OUTCOME_LABELS,
  percentileText,
  sampleCsv,
  sampleJsonLines,
  TRACED_COLUMNS,
} from './sample-rows';

const REFUSED = 'The run cannot be exported.';
const ALL = -1;

export const exportSchema = z.object({
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
  await refuseEmptyFormat(store, number, request.format);
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
  const samples = () => exportedSamples(store, number, endpoint);
  const columns = await columnsOf(store, number);
  switch (format) {
    case 'csv':
      return texts(samples(), (some) => sampleCsv(some, columns), csvHeader(columns));
    case 'jsonl':
      return texts(samples(), sampleJsonLines);
    case 'parquet':
      return sampleParquet(samples(), columns);
    case 'json':
      return one(`${JSON.stringify(runJson(await detailOf(store, number)), null, 2)}\n`);
    case 'junit':
      return one(junitXml(await detailOf(store, number)));
    case 'hgrm':
      return one(percentileText(await mergedHistogram(store, number, endpoint, time)));
  }
}

async function columnsOf(store: Store, number: number): Promise<readonly ExportedColumn[]> {
  return (await tracesOf(store, number)) === undefined ? EXPORTED_COLUMNS : TRACED_COLUMNS;
}

async function* texts(
  chunks: AsyncIterable<ExportedSample[]>,
  write: (samples: readonly ExportedSample[]) => string,
  header = '',
): AsyncGenerator<string> {
  if (header !== '') yield header;
  for await (const samples of chunks) yield write(samples);
}

async function* one(text: string): AsyncGenerator<string> {
  yield text;
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
  const histogram = summary === null ? new Histogram() : Histogram.decode(summary[time]);
  // Its plotters would draw 0 ms where nothing was measured.
  if (histogram.count > 0) return histogram;
  const message = `has no requests with a latency${name === undefined ? '' : ` for "${name}"`}.`;
  throw new PlimsollError('invalid-input', REFUSED, [{ path: 'hgrm', message }]);
}

async function refuseEmptyFormat(store: Store, number: number, format: ExportFormat) {
  const possible = await exportFormatsOf(store, number);
  if (possible.includes(format)) return;
  const lacks = format === 'hgrm' ? 'latencies' : 'requests';
  const message = `${format} needs ${lacks}, which run ${number} does not have. Available formats: ${possible.join(', ')}.`;
  throw new PlimsollError('invalid-input', REFUSED, [{ path: 'format', message }]);
}

async function refuseUnknownEndpoint(store: Store, number: number, endpoint: string | undefined) {
  if (endpoint === undefined) return;
  const names = await endpointNames(store, number);
  if (names.includes(endpoint)) return;
  const known = names.map((name) => `"${name}"`).join(', ');
  throw new PlimsollError('invalid-input', REFUSED, [
    {
      path: 'endpoint',
      message: `"${endpoint}" is not an endpoint of this run. ${known === '' ? 'It has none.' : `Available: ${known}.`}`,
    },
  ]);
}

/**
 * A run's samples as they are exported, in chunks; of one endpoint only, if it is named. Throws `conflict`
 * at the end if the run was deleted meanwhile: what came before may lack its rest.
 */
async function* exportedSamples(
  store: Store,
  runId: number,
  endpoint?: string,
): AsyncGenerator<ExportedSample[]> {
  const names = await endpointNames(store, runId);
  const groups = await store.prisma.errorGroup.findMany({ where: { runId } });
  const errors = new Map(groups.map((group) => [group.id, group]));
  const traceOf = await tracesOf(store, runId);
  for (const chunk of sampleChunks(store.sqlite, runId)) {
    const samples = chunk
      .filter((sample) => endpoint === undefined || names[sample.endpoint] === endpoint)
      .map(({ intendedUs, sendDelayUs, serviceUs, outcome, ...sample }) => {
        const error = errors.get(sample.error);
        return {
          started_ms: intendedUs / 1000,
          endpoint: names[sample.endpoint] ?? '?',
          latency_ms: (sendDelayUs + serviceUs) / 1000,
          outcome: OUTCOME_LABELS[outcome],
          sent_ms: (intendedUs + sendDelayUs) / 1000,
          service_ms: serviceUs / 1000,
          code: error?.code ?? '',
          message: error?.message ?? '',
          ...(traceOf && { trace_id: traceOf(sample.trace)?.id ?? '' }),
        };
      });
    if (samples.length > 0) yield samples;
    // A million rows must not hold up every other page.
    await setImmediate();
  }
  if ((await store.prisma.run.count({ where: { id: runId } })) === 0)
    throw new PlimsollError('conflict', `Run ${runId} was deleted while it was being exported.`);
}

const OF_SAMPLES: readonly ExportFormat[] = ['csv', 'jsonl', 'parquet'];

/**
 * What a run can be exported as: one imported from figures alone has no requests to write, and where no
 * request had a latency, there is no distribution. Of a run under way, all of them.
 */
export async function exportFormatsOf(store: Store, number: number): Promise<ExportFormat[]> {
  const run = await store.prisma.run.findUnique({
    where: { id: number },
    select: {
      source: true,
      samplesRemovedAt: true,
      samples: { take: 1, select: { sequence: true } },
      summaries: { where: { endpoint: ALL }, select: { response: true } },
    },
  });
  if (run === null) return [];
  const hasSamples =
    run.samplesRemovedAt === null && (run.source === null || run.samples.length > 0);
  const hasLatencies = run.summaries.every(({ response }) => Histogram.decode(response).count > 0);
  return EXPORT_FORMAT_NAMES.filter((format) =>
    OF_SAMPLES.includes(format) ? hasSamples : format !== 'hgrm' || hasLatencies,
  );
}
