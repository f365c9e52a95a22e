import type { EncodedLatencies } from './latencies';
import type { Outcome, OutcomeCounts } from './outcome';

/**
 * One second of one endpoint's samples (by end time), as counts and mergeable histograms: those of all its
 * requests that have a latency, and among them of those that failed.
 */
export interface WindowRecord extends EncodedLatencies {
  second: number;
  /** Index into the run's endpoint names. */
  endpoint: number;
  counts: OutcomeCounts;
  /** Failures as Locust would have counted them; see docs/decisions. */
  locustFailures: number;
  /** Undefined where none failed, and in runs that did not keep them apart. */
  failed?: EncodedLatencies;
}

/** What one second of the run looked like from the generator. */
export interface Tick {
  second: number;
  activeUsers: number;
  inFlight: number;
  /** Arrivals of an open model that wait for a request in flight to end. */
  queued: number;
  /** Tasks that could not be done (no job yet), by endpoint name. */
  skipped: Record<string, number>;
  /** The longest the event loop was late in this second, ms. */
  eventLoopLagMs: number;
  /** How much later than due requests left, one histogram of microseconds in `Histogram.encode`'s form. */
  scheduleDelay: Uint8Array;
  /**
   * The generator's time on the processor and, of it, collecting garbage, ms; of several generators the
   * busiest one's. Undefined in runs older than it.
   */
  cpuMs: number | undefined;
  gcMs: number | undefined;
  /** The run's jobs by state; undefined where no jobs are followed. */
  jobs?: JobGauges;
}

/** Jobs of a training target that the run has started and the generator knows of. */
export interface JobGauges {
  queued: number;
  running: number;
  completed: number;
  failed: number;
  cancelled: number;
}

/** The parts of a request's time; the first three only of requests that waited for or opened a connection. */
export const PHASES = ['queued', 'connect', 'tls', 'firstByte', 'transfer'] as const;
export type Phase = (typeof PHASES)[number];

/** How long one endpoint's requests of a second took for a phase: an encoded histogram, microseconds. */
export interface PhaseRecord {
  endpoint: number;
  phase: Phase;
  histogram: Uint8Array;
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
  phases: PhaseRecord[];
  samples: SampleBatch;
  errors: ErrorRecord[];
  /** Names of the endpoints seen so far; a name keeps its index for the whole run. */
  endpoints: string[];
}

/**
 * One second's samples as columns, cheap to move between threads and to bind to a statement.
 * `endpoint` indexes the run's endpoint names; `error` is the run's error group id, 0 for none.
 * Times are microseconds: `intendedUs` from the run's start, the other two are durations.
 */
export interface SampleBatch {
  count: number;
  endpoint: Uint16Array;
  outcome: Uint8Array;
  error: Uint16Array;
  intendedUs: Float64Array;
  /** Actual minus intended send. */
  sendDelayUs: Uint32Array;
  /** End minus actual send. Response time is this plus `sendDelayUs`. */
  serviceUs: Uint32Array;
  /** From which its trace id is made, 0 for none; only where requests are traced. */
  trace?: Uint32Array;
}

/** One batch of all samples, in the order given. */
export function concatBatches(batches: readonly SampleBatch[]): SampleBatch {
  const count = batches.reduce((sum, batch) => sum + batch.count, 0);
  const all: SampleBatch = {
    count,
    endpoint: new Uint16Array(count),
    outcome: new Uint8Array(count),
    error: new Uint16Array(count),
    intendedUs: new Float64Array(count),
    sendDelayUs: new Uint32Array(count),
    serviceUs: new Uint32Array(count),
    ...(batches.some(({ trace }) => trace !== undefined) && { trace: new Uint32Array(count) }),
  };
  let at = 0;
  for (const batch of batches) {
    all.endpoint.set(batch.endpoint.subarray(0, batch.count), at);
    all.outcome.set(batch.outcome.subarray(0, batch.count), at);
    all.error.set(batch.error.subarray(0, batch.count), at);
    all.intendedUs.set(batch.intendedUs.subarray(0, batch.count), at);
    all.sendDelayUs.set(batch.sendDelayUs.subarray(0, batch.count), at);
    all.serviceUs.set(batch.serviceUs.subarray(0, batch.count), at);
    if (batch.trace !== undefined) all.trace?.set(batch.trace.subarray(0, batch.count), at);
    at += batch.count;
  }
  return all;
}
