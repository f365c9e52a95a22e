import type { Outcome, OutcomeCounts } from './outcome';
import type { SampleBatch } from './sample-batch';

/** One second of one endpoint's samples (by end time), as counts and mergeable histograms. */
export interface WindowRecord {
  second: number;
  /** Index into the run's endpoint names. */
  endpoint: number;
  counts: OutcomeCounts;
  /** Failures as Locust would have counted them; see docs/decisions. */
  locustFailures: number;
  /** Histograms of microseconds, in the encoding of `Histogram.encode`. */
  response: Uint8Array;
  service: Uint8Array;
}

/** What one second of the run looked like from the generator. */
export interface Tick {
  second: number;
  activeUsers: number;
  inFlight: number;
  /** Tasks that could not be done (no job yet), by endpoint name. */
  skipped: Record<string, number>;
  /** The longest the event loop was late in this second, ms. */
  eventLoopLagMs: number;
}

/** Failures alike in endpoint, outcome and message. Counts are what this second added. */
export interface ErrorRecord {
  /** From 1, unique within the run. */
  id: number;
  endpoint: number;
  outcome: Outcome;
  /** HTTP status, JSON-RPC code or network code ("ECONNREFUSED"), as text. */
  code: string;
  message: string;
  count: number;
  firstMs: number;
  lastMs: number;
}

/** Everything one second of a run leaves behind; one is sent for every second, even an idle one. */
export interface SecondReport {
  second: number;
  tick: Tick;
  windows: WindowRecord[];
  samples: SampleBatch;
  errors: ErrorRecord[];
  /** Names of the endpoints seen so far; a name keeps its index for the whole run. */
  endpoints: string[];
}
