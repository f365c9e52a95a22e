import type { LoadPlan } from '@/lib/plan/load-plan';
import type { RunStatus } from '@/lib/plan/run-status';
import type { LatencySummary } from '@/lib/stats/latency-summary';
import type { OutcomeCounts } from '@/lib/stats/outcome';

/** Rates are fractions of 1, times are ms, instants are ISO 8601. Undefined means: no data. */
export interface RunTotals {
  requests: number;
  failures: number;
  failureRate?: number;
  locustFailures: number;
  requestsPerSecond?: number;
  dropped: number;
  skipped: number;
}

export interface EndpointSummary {
  name: string;
  requests: number;
  failures: number;
  failureRate?: number;
  locustFailures: number;
  requestsPerSecond?: number;
  skipped: number;
  outcomes: OutcomeCounts;
  response: LatencySummary;
  service: LatencySummary;
}

/** One bucket of the run's time axis (`bucketMs` long, starting at `atMs`), all endpoints together. */
export interface RunPoint {
  atMs: number;
  users: number;
  inFlight: number;
  requestsPerSecond: number;
  failuresPerSecond: number;
  failureRate?: number;
  p50Ms?: number;
  p95Ms?: number;
  p99Ms?: number;
  /** p95 of service time: the gap to `p95Ms` is the generator's and the queue's. */
  serviceP95Ms?: number;
  /** Each endpoint's response-time p95 and rate, by endpoint name. */
  endpoints: Record<string, { requestsPerSecond: number; p95Ms?: number }>;
}

export interface ErrorGroup {
  id: number;
  endpoint: string;
  outcome: string;
  code: string;
  message: string;
  advice?: string;
  count: number;
  firstMs: number;
  lastMs: number;
}

export interface Progress {
  elapsedMs: number;
  plannedMs: number;
  /** 0 to 1. */
  fraction: number;
}

/** What changes while a run lasts; the event stream sends one a second. */
export interface RunState {
  status: RunStatus;
  startedAt?: string;
  endedAt?: string;
  failureReason?: string;
  /** What to do about `failureReason`. */
  failureAdvice?: string;
  /** The generator's last second: what is on right now. */
  activeUsers: number;
  inFlight: number;
  progress: Progress;
  totals: RunTotals;
  /** All endpoints together. */
  overall: { response: LatencySummary; service: LatencySummary };
  endpoints: EndpointSummary[];
  errors: ErrorGroup[];
}

export interface RunSeries {
  bucketMs: number;
  points: RunPoint[];
}

/** Response times by value, for the distribution chart: logarithmic bins. */
export interface DistributionBin {
  fromMs: number;
  toMs: number;
  count: number;
}

export interface Environment {
  cpu: string;
  cores: number;
  memoryBytes: number;
  platform: string;
  node: string;
  plimsoll: string;
  /** What the target said it is, e.g. "plimsoll-reference 0.1.0". */
  target?: string;
}

export interface RunDetail {
  number: number;
  name?: string;
  note?: string;
  labels: string[];
  scenario: { id?: number; name: string; version?: number };
  target: { id?: number; name: string; url: string };
  queuedAt: string;
  plan: LoadPlan;
  planHash: string;
  seed: number;
  environment?: Environment;
  state: RunState;
  series: RunSeries;
  distribution: DistributionBin[];
}

/** One message of `/api/runs/N/events`: the state, and the points that are new or have grown. */
export interface RunEvent {
  state: RunState;
  points: RunPoint[];
}
