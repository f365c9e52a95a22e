import type { MetricChart, ScrapeNote } from '@/lib/metrics/model';
import type { LoadPlan } from '@/lib/plan/load-plan';
import type { LatencySummary } from '@/lib/stats/histogram';
import type { LatenciesByOutcome } from '@/lib/stats/latencies';
import type { Outcome, OutcomeCounts } from '@/lib/stats/outcome';
import type { JobGauges, Phase } from '@/lib/stats/windows';
import type { Finding, ObjectiveVerdict, Verdict } from '@/lib/verdict/model';
import type { MeasuredRequests } from '@/lib/verdict/objective-evidence';

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

/** How sure a percentile is: its 95 % interval, or how many more requests it needs to have one. */
export interface PercentileCertainty {
  lowMs?: number;
  highMs?: number;
  /** 0 when there are enough. */
  requestsNeeded: number;
}

export const JUDGED_PERCENTILES = ['p50', 'p90', 'p95', 'p99', 'p999'] as const;
export type JudgedPercentile = (typeof JUDGED_PERCENTILES)[number];
export type Certainties = Record<JudgedPercentile, PercentileCertainty>;

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
  /** Of the response time; only of runs that have ended. */
  certainty?: Certainties;
  /** By outcome, with what the generator's error leaves open; only of ended runs, and of newer ones. */
  latencies?: LatenciesByOutcome;
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
  /** Arrivals of an open model: those not sent, and those waiting at the bucket's end. */
  droppedPerSecond: number;
  queued: number;
  /** The generator: how much later than due requests left, how late its thread was at worst. */
  scheduleDelayP99Ms?: number;
  eventLoopLagMs: number;
  /** Of one core, 0 to 1: the busiest generator's; and of that, collecting garbage. */
  cpuShare?: number;
  gcShare?: number;
  /** Jobs by state at the bucket's end; undefined where no jobs are followed. */
  jobs?: JobGauges;
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

interface Progress {
  elapsedMs: number;
  plannedMs: number;
  /** 0 to 1. */
  fraction: number;
}

/** What changes while a run lasts; the event stream sends one a second. */
export interface RunState {
  status: RunStatus;
  /** Under way, but its worker does not respond. */
  isStale: boolean;
  /** No load yet: the target still has earlier work. */
  waitsForIdle: boolean;
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
  overall: Pick<EndpointSummary, 'response' | 'service' | 'certainty' | 'latencies'>;
  /** Arrivals waiting right now, and whether the load is paused. */
  queued: number;
  paused: boolean;
  marks: RunAnnotation[];
  endpoints: EndpointSummary[];
  errors: ErrorGroup[];
}

/**
 * What happened at an instant of a run. A change of the load that a user asked for has no `atMs` until the
 * generator has done it; the others have a text.
 */
export interface RunAnnotation {
  id: number;
  kind: 'pause' | 'resume' | 'level' | 'note' | 'deploy' | 'fault' | 'abort';
  /** Users of a closed plan, arrivals per second of an open one. */
  level?: number;
  text?: string;
  atMs?: number;
}

export interface ValidityReason {
  code: string;
  level: 'suspect' | 'invalid';
  message: string;
}

export interface RunValidity {
  validity: 'valid' | 'suspect' | 'invalid';
  reasons: ValidityReason[];
  /** What is looked at, and beyond what it counts against a run: "10 ms". */
  limits: { name: string; suspect: string; invalid: string }[];
}

/** The generator over the whole run. */
export interface GeneratorHealth {
  scheduleDelay: { samples: number; p50Ms?: number; p99Ms?: number; maxMs?: number };
  eventLoopLag: { p99Ms: number; maxMs: number };
  /** Shares of one core, 0 to 1, of the busiest generator; undefined in older runs. */
  cpuShareP95?: number;
  gcShare?: number;
  /** Requests sent of those that were due, 0 to 1. */
  achieved?: number;
}

/** Where an endpoint's requests spent their time; `connect` and `tls` only of those that opened one. */
export interface PhaseSummary {
  endpoint: string;
  phase: Phase;
  latency: LatencySummary;
}

/** What became of the jobs that a run had made. An orphan may still be running on the target. */
export interface CleanUp {
  cancelled: number;
  alreadyEnded: number;
  gone: number;
  orphans: { jobId: string; reason: string }[];
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

const DRIFT_METRICS = ['p95Ms', 'requestsPerSecond', 'memoryBytes', 'jobQueue'] as const;

/** How a metric drifts while the load stands still. Per hour, in the metric's unit, with a 95 % interval. */
export interface RunDrift {
  metric: (typeof DRIFT_METRICS)[number];
  perHour: number;
  lowPerHour: number;
  highPerHour: number;
  /** That there is no drift at all, and whether that can be ruled out. */
  p: number;
  isSure: boolean;
  /** Where it stood at the end of the load. */
  now: number;
  /** The objective's limit; how long from the load's end it lasts, at this slope and at the interval's ends. */
  limit?: number;
  breaksInMs?: number;
  breaksEarliestMs?: number;
  breaksLatestMs?: number;
  values: number;
}

export interface RunDetail {
  number: number;
  name?: string;
  note?: string;
  labels: string[];
  /** The suite whose benchmark it is. */
  suiteId?: number;
  /** The search for the safe load that it is a step of. */
  searchId?: number;
  scenario: { id?: number; name: string; version?: number };
  target: { id?: number; name: string; url: string };
  queuedAt: string;
  plan: LoadPlan;
  planHash: string;
  seed: number;
  /** By which it is judged, or will be; undefined: by none. */
  profile?: { name: string; version: number };
  environment?: Environment;
  state: RunState;
  series: RunSeries;
  distribution: DistributionBin[];
  /** The rest only of runs that have ended. */
  validity?: RunValidity;
  generator?: GeneratorHealth;
  phases: PhaseSummary[];
  jobLife?: JobLifeSummary;
  cleanUp?: CleanUp;
  judgement?: RunJudgement;
  /** What limited it, the likeliest cause first; undefined where nothing was looked for. */
  findings?: Finding[];
  /** Of a run with at least a minute of steady load. */
  drift: RunDrift[];
  isBaseline: boolean;
  /** Kept whole whatever the retention says. */
  pinned: boolean;
  /** What the retention has taken, and when. */
  removed: { samples?: string; seconds?: string };
  /** Of an imported run: the tool that measured it, and what was not in its file. */
  source?: { tool: string; notes: string[] };
  /** The confirmation that it is a repeat of. */
  confirmation?: { id: number; side: string };
}

/** A run against its objectives; undefined where it has none. */
export interface RunJudgement {
  /** The profile as it was when the run was judged; undefined: by the plan's own objectives. */
  profile?: { name: string; version: number };
  /** Undefined where no objective is critical. */
  verdict?: Verdict;
  verdicts: ObjectiveVerdict[];
}

/** One message of `/api/runs/N/events`: the state, and the points that are new or have grown. */
export interface RunEvent {
  state: RunState;
  points: RunPoint[];
}

/** The job's life on a training target: metrics without any observation are left out. */
export interface JobLifeSummary {
  /** Jobs started; those known to have ended; those still in flight when the run ended. */
  started: number;
  ended: number;
  inFlight: number;
  /** Jobs beyond what a run can follow. */
  untracked: number;
  metrics: JobMetric[];
}

export interface JobMetric {
  name:
    | 'acceptLatency'
    | 'queueWait'
    | 'timeToFinish'
    | 'statusStaleness'
    | 'cancelToCancelled'
    | 'exportRate'
    | 'trajectoryTime';
  samples: number;
  /** ms, but bytes per second for `exportRate`. */
  mean?: number;
  p50?: number;
  p95?: number;
  p99?: number;
  max?: number;
  /** From the service's own timestamps, or seen by polling; then `worstErrorMs` says how far off. */
  method: 'service' | 'polls' | 'client';
  worstErrorMs?: number;
  /** The figures without the generator's own error; undefined in older runs. */
  bound?: { mean?: number; p50?: number; p95?: number; p99?: number; max?: number };
}

export const RUN_STATUSES = [
  'queued',
  'running',
  'stopping',
  'finished',
  'stopped',
  'interrupted',
  'failed',
] as const;

export type RunStatus = (typeof RUN_STATUSES)[number];

/** Every move a run may make. `interrupted` is given to runs whose worker's heartbeat went stale. */
export const RUN_TRANSITIONS: Record<RunStatus, readonly RunStatus[]> = {
  queued: ['running', 'stopped', 'failed'],
  running: ['stopping', 'finished', 'interrupted', 'failed', 'stopped'],
  stopping: ['stopped', 'finished', 'interrupted', 'failed'],
  finished: [],
  stopped: [],
  interrupted: [],
  failed: [],
};

export function hasEnded(status: RunStatus): boolean {
  return RUN_TRANSITIONS[status].length === 0;
}

export const RUN_SORTS = [
  'number',
  'scenario',
  'target',
  'started',
  'duration',
  'requests',
  'failureRate',
  'rate',
  'p95',
] as const;
export type RunSort = (typeof RUN_SORTS)[number];

export interface RunListQuery {
  /** Words found in name, note, scenario, target, label or number. */
  search?: string;
  scenario?: string;
  target?: string;
  status?: RunStatus;
  /** Against their objectives. */
  verdict?: Verdict;
  label?: string;
  sort?: RunSort;
  descending?: boolean;
  /** From 1. */
  page?: number;
  pageSize?: number;
}

/** One line of the history. Undefined figures: the run has no data (yet). */
export interface RunListItem {
  number: number;
  name?: string;
  note?: string;
  scenario: string;
  /** The suite whose benchmark it is. */
  suiteId?: number;
  /** The search that it is a step of. */
  searchId?: number;
  /** The tool whose results were imported. */
  source?: string;
  target: string;
  status: RunStatus;
  /** Under way, but its worker does not respond. */
  isStale: boolean;
  /** Against its objectives; undefined where it was not judged. */
  verdict?: Verdict;
  /** Objectives that it broke which fail no run. */
  brokenBeside: number;
  isBaseline: boolean;
  labels: string[];
  queuedAt: string;
  startedAt?: string;
  endedAt?: string;
  durationMs?: number;
  plannedMs: number;
  /** 0 of an open plan. */
  peakUsers: number;
  /** Arrivals per second, of an open plan. */
  peakRate?: number;
  requests?: number;
  failures?: number;
  failureRate?: number;
  requestsPerSecond?: number;
  p50Ms?: number;
  p95Ms?: number;
  p99Ms?: number;
  failureReason?: string;
}

export interface RunListPage {
  items: RunListItem[];
  total: number;
  page: number;
  pageSize: number;
  pageCount: number;
  /** What the filters can be set to. */
  facets: { scenarios: string[]; targets: string[]; labels: string[] };
}

export const SAMPLE_SORTS = ['time', 'response', 'service'] as const;
export type SampleSort = (typeof SAMPLE_SORTS)[number];

export interface SampleListQuery {
  endpoint?: string;
  /** `failed` is every outcome but ok. */
  outcome?: Outcome | 'failed';
  minResponseMs?: number;
  /** Samples whose intended start lies in [fromMs, toMs) of the run. */
  fromMs?: number;
  toMs?: number;
  errorId?: number;
  sort?: SampleSort;
  descending?: boolean;
  page?: number;
  pageSize?: number;
}

export interface SampleItem {
  /** From 1, in the order in which requests ended. */
  sequence: number;
  endpoint: string;
  outcome: Outcome;
  intendedMs: number;
  sendDelayMs: number;
  serviceMs: number;
  responseMs: number;
  error?: { id: number; code: string; message: string };
  /** Of a traced request; the URL where the target's traces are shown. */
  trace?: { id: string; url?: string };
}

export interface SampleListPage {
  items: SampleItem[];
  /** Whether the run's requests have traces. */
  traced: boolean;
  total: number;
  page: number;
  pageSize: number;
  pageCount: number;
}

/** The target's own metrics in a run, as its page shows them; what `/api/runs/N/metrics` answers. */
export interface RunMetrics {
  /** Whether the target has a metrics address now. */
  configured: boolean;
  /** The target whose runs a choice applies to; undefined once it has been deleted. */
  targetId?: number;
  /** All metrics that were found, by name. */
  present: string[];
  /** Those shown, and whether a user chose them. */
  shown: string[];
  chosen: boolean;
  notes: ScrapeNote[];
  /** Length of a step of the charts, ms: points lie on multiples of it. */
  stepMs: number;
  /** Only points from then on, ms from the run's start; undefined: all. */
  sinceMs?: number;
  charts: MetricChart[];
}

/** What a run is most usefully compared with. */
export interface BaselineRef {
  number: number;
  /** "the baseline", "the last valid run before it". */
  why: string;
}

/** What a run showed while its load stood still. */
export interface RunLevel {
  run: number;
  scenario: string;
  startedAt: string;
  /** Users, or arrivals per second. */
  load: number;
  fromSecond: number;
  toSecond: number;
  /** By endpoint; all together under ''. */
  measured: Readonly<Record<string, MeasuredRequests>>;
  /** Good answers per second, and the standard error of that mean over batches of seconds. */
  throughput: number;
  throughputError: number;
  p95LowMs?: number;
  p95HighMs?: number;
  /** The mean of what was in flight at each second's end. */
  inFlight: number;
  /** What Little's law makes of the same: answers per second times their mean service time. */
  littleInFlight?: number;
}
