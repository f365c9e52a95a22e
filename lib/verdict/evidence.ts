import type { OutcomeCounts } from '@/lib/stats/outcome';
import type { Finding, FindingSpan } from './model';

/** One endpoint in one second. Times are service times, ms; undefined without an answer. */
export interface EndpointSecond {
  requests: number;
  p50Ms?: number;
  p95Ms?: number;
}

/** One counted second of a run, all endpoints together and each: `requests` ended in it. */
export interface EvidenceSecond extends EndpointSecond {
  atMs: number;
  maxMs?: number;
  /** Users of a closed plan; what is in flight and waits to be sent, at the second's end. */
  users: number;
  inFlight: number;
  queued: number;
  counts: OutcomeCounts;
  endpoints: Readonly<Record<string, EndpointSecond>>;
  /** Failures by the id of their group. */
  errors: Readonly<Record<number, number>>;
  generator: { lateP99Ms?: number; lagMs: number; cpuShare?: number };
}

/** Failures alike. */
export interface EvidenceError {
  id: number;
  endpoint: string;
  outcome: string;
  code: string;
  message: string;
}

/** No answer came although requests were in flight, and then nearly all of them at once. */
export interface Stall extends FindingSpan {
  /** Requests in flight at its end, and the endpoints that they were of. */
  waiting: number;
  methods: readonly string[];
}

const TARGET_ROLES = [
  'jobQueue',
  'poolInUse',
  'poolSize',
  'poolWaiting',
  'writeQueue',
  'writeWaitMs',
  'memoryBytes',
  'eventLoopLagMs',
] as const;
/** What one of the target's own series stands for. */
export type TargetRole = (typeof TARGET_ROLES)[number];

/** The series that plays a role: its metric's name, and its values in order of time. */
export interface RoleSeries {
  metric: string;
  points: readonly { atMs: number; value: number }[];
}

/**
 * All that a run's causes are found by: plain data, so that it can be recorded. `seconds` are whole seconds
 * under load, in order; those of the warm-up, of pauses and after the load's end are left out.
 */
export interface Evidence {
  /** Users who wait for answers, or arrivals that do not. */
  model: 'closed' | 'open';
  timeoutMs: number;
  seconds: readonly EvidenceSecond[];
  errors: readonly EvidenceError[];
  stalls: readonly Stall[];
  target: Readonly<Partial<Record<TargetRole, RoleSeries>>>;
}

/** Looks for one cause; undefined where the evidence does not show it. */
export type Rule = (evidence: Evidence) => Finding | undefined;
