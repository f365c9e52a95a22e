import type { Histogram, LatencySummary } from '@/lib/stats/histogram';
import type { Outcome } from '@/lib/stats/outcome';

/** What a file of another tool says, piece by piece. Times are ms; instants since 1970, or from the start. */
export type ImportedRecord =
  | ImportedSample
  | ImportedSecond
  | ImportedInterval
  | ImportedSummary
  | { kind: 'about'; scenario?: string; target?: string; startedMs?: number; durationMs?: number }
  /** What a reader should know, above all what was not in the file. */
  | { kind: 'note'; text: string }
  /** `line` from 1; undefined: of the file as a whole. */
  | { kind: 'problem'; line?: number; message: string };

/** One request. */
export interface ImportedSample {
  kind: 'sample';
  startedMs: number;
  latencyMs: number;
  endpoint: string;
  outcome: Outcome;
  code?: string;
  message?: string;
}

/** How many requests ended in a second; how long they took is not known. */
interface ImportedSecond {
  kind: 'second';
  atMs: number;
  endpoint: string;
  requests: number;
  failures: number;
  users?: number;
}

/** Latencies (µs) of a stretch of time, all of them successes as far as is known. */
interface ImportedInterval {
  kind: 'interval';
  atMs: number;
  endpoint: string;
  histogram: Histogram;
}

/** Figures of an endpoint ('' is all together) over the whole run. */
export interface ImportedSummary {
  kind: 'summary';
  endpoint: string;
  requests?: number;
  failures?: number;
  requestsPerSecond?: number;
  latency: Omit<LatencySummary, 'samples'>;
  histogram?: Histogram;
}

/** A file that can be read from its beginning more than once. */
export interface ImportedFile {
  name: string;
  bytes: number;
  open(): AsyncIterable<Uint8Array>;
}

/** One kind of file that can be imported. */
export interface ResultFormat {
  /** The tool, as runs bear it: "k6". */
  tool: string;
  words: string;
  /** Whether the first part of a file looks like it. */
  detects(head: string): boolean;
  read(file: ImportedFile): AsyncIterable<ImportedRecord>;
}
