import type { LatencySummary } from '@/lib/stats/histogram';
import type { LatenciesByOutcome } from '@/lib/stats/latencies';
import type { WindowRecord } from '@/lib/stats/windows';

/** What was measured of an endpoint's requests, or of all of them. */
export interface MeasuredRequests {
  requests: number;
  failures: number;
  locustFailures: number;
  requestsPerSecond?: number;
  response: LatencySummary;
  service: LatencySummary;
  /** The same by outcome, with what the generator's error leaves open; unknown in older and imported runs. */
  latencies?: LatenciesByOutcome;
}

/** The same for one second; histograms of microseconds in `Histogram.encode`'s form. */
export interface MeasuredSecond {
  requests: number;
  failures: number;
  locustFailures: number;
  response: readonly Uint8Array[];
  service: readonly Uint8Array[];
  /** Of each endpoint. */
  windows?: readonly SecondWindow[];
}

type SecondWindow = Pick<WindowRecord, 'counts' | 'response' | 'service' | 'low' | 'failed'>;

/** One of the target's own series: `values[i]` was read at `atMs[i]`. */
export interface TargetSeries {
  name: string;
  labels: Readonly<Record<string, string>>;
  type: string;
  atMs: readonly number[];
  values: readonly number[];
}

export interface JobFigures {
  mean?: number;
  p50?: number;
  p95?: number;
  p99?: number;
  max?: number;
  /** Without the generator's own error. */
  bound?: Omit<JobFigures, 'bound'>;
}

/** How sure a percentile of the response time is; see lib/live's PercentileCertainty. */
interface Certainty {
  lowMs?: number;
  highMs?: number;
  requestsNeeded: number;
}

/** All that objectives are judged by. `endpoint` undefined: all together; undefined results: no data. */
export interface ObjectiveEvidence {
  validity: 'valid' | 'suspect' | 'invalid';
  /** Of the planned load so much may not have been sent for the generator's sake, 0 to 1. */
  shortfall?: number;
  measured(endpoint?: string): MeasuredRequests | undefined;
  seconds(endpoint?: string): readonly MeasuredSecond[];
  certainty(percentile: string, endpoint?: string): Certainty | undefined;
  job(name: string): JobFigures | undefined;
  /** The target's series of that name; empty where it tells none. */
  target(name: string): readonly TargetSeries[];
  /** What other runs are for a relative limit. */
  reference?: { baseline?: BaselineRuns; history?: BaselineRuns };
}

/** The runs of the same scenario on the same target that a relative limit refers to. */
export interface BaselineRuns {
  /** "run 12", "the last 4 runs". */
  name: string;
  runs: readonly Pick<ObjectiveEvidence, 'measured' | 'job' | 'target'>[];
}
