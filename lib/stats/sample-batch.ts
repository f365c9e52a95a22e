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
