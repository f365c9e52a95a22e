import { build } from 'hdr-histogram-js';
import type { Histogram } from '@/lib/stats/histogram';
import type { Outcome } from '@/lib/stats/outcome';

/** One request as it is exported. Times are ms, instants from the run's start. */
export interface ExportedSample {
  /** When it was due: response time counts from then. */
  started_ms: number;
  endpoint: string;
  /** Response time: until the answer had come. */
  latency_ms: number;
  outcome: string;
  /** When it left. */
  sent_ms: number;
  /** From then until the answer had come. */
  service_ms: number;
  code: string;
  message: string;
  /** Only of a run whose requests were traced; '' where one had a header of its own. */
  trace_id?: string;
}

export const EXPORTED_COLUMNS = [
  'started_ms',
  'endpoint',
  'latency_ms',
  'outcome',
  'sent_ms',
  'service_ms',
  'code',
  'message',
] as const satisfies readonly (keyof ExportedSample)[];

/** The columns of a run whose requests were traced. */
export const TRACED_COLUMNS = [...EXPORTED_COLUMNS, 'trace_id'] as const;

export type ExportedColumn = (typeof TRACED_COLUMNS)[number];

/** Outcomes as files spell them: "rpc-error". */
export const OUTCOME_LABELS: Record<Outcome, string> = {
  ok: 'ok',
  rpcError: 'rpc-error',
  httpError: 'http-error',
  timeout: 'timeout',
  networkError: 'network-error',
  aborted: 'aborted',
  dropped: 'dropped',
};

/** The first line of a CSV with these columns. */
export function csvHeader(columns: readonly ExportedColumn[]): string {
  return `${columns.join(',')}\n`;
}

const SAID_BY_TARGET = ['code', 'message'];

/** Rows of a CSV (RFC 4180, but lines end in \n alone). */
export function sampleCsv(
  samples: readonly ExportedSample[],
  columns: readonly ExportedColumn[],
): string {
  return samples
    .map((sample) => `${columns.map((column) => field(sample[column] ?? '', column)).join(',')}\n`)
    .join('');
}

function field(value: string | number, column: string): string {
  if (typeof value === 'number') return String(value);
  // What the target said: a spreadsheet would take a text that begins like a formula for one.
  const isFormula = SAID_BY_TARGET.includes(column) && /^[=+\-@\t\r](?!\d+$)/.test(value);
  const text = isFormula ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A line of JSON for each sample, with the columns of a CSV as its fields. */
export function sampleJsonLines(samples: readonly ExportedSample[]): string {
  return samples.map((sample) => `${JSON.stringify(sample)}\n`).join('');
}

const TICKS_PER_HALF = 5;
const US_PER_MS = 1000;
const MAX_US = 4_294_967_295;

/** A histogram of µs as HdrHistogram's percentile distribution (.hgrm), values in ms. */
export function percentileText(histogram: Histogram): string {
  const copy = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: MAX_US,
    numberOfSignificantValueDigits: 3,
    useWebAssembly: false,
  });
  for (const { fromUs, count } of histogram.buckets()) copy.recordValueWithCount(fromUs, count);
  return copy.outputPercentileDistribution(TICKS_PER_HALF, US_PER_MS);
}
