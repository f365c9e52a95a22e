import type { LoadUnit } from '@/lib/plan/scale';
import type { RunLevel } from '@/lib/runs/model';
import type { SuiteStatus } from '@/lib/suites/model';
import type { ScalingFit } from './fitting/fit-scaling';
import type { GrowthForecast } from './fitting/growth';
import type { WhatIf, WhatIfAnswer } from './fitting/what-if';
import type { SearchResult, StepReason } from './search/search-steps';

/** Runs that ask a target for the same, whatever their size: they make one curve. */
export interface CapacityChoice {
  target: string;
  familyHash: string;
  /** Names of the scenarios whose runs are among them. */
  scenarios: string[];
  unit: LoadUnit;
  runs: number;
}

/** What a run keeps of its levels. */
export interface StoredLevels {
  version: number;
  levels: RunLevel[];
}

/** What was measured at one steady level of load. Times in ms, rates per second. */
export interface CapacityPoint {
  run: number;
  scenario: string;
  startedAt: string;
  seconds: number;
  load: number;
  /** What the law is fitted over: users, or mean requests in flight. */
  n: number;
  throughput: number;
  p50Ms?: number;
  p95Ms?: number;
  p95LowMs?: number;
  p95HighMs?: number;
  failureRate: number;
  /** Requests in flight as counted, against what Little's law makes of them; 1 is equal. */
  littleRatio?: number;
  /** Whether the profile's critical objectives were met; undefined where there is no profile. */
  meets?: boolean;
  /** The first of those that were not. */
  broke?: string;
  /** Training jobs that were started per second; undefined where none were. */
  jobsPerSecond?: number;
}

export interface CurvePoint {
  n: number;
  throughput: number;
  low?: number;
  high?: number;
  beyondData: boolean;
}

/** The line: the most load that still meets the profile, with the interval that it lies in. */
export interface SafeLine {
  load: number;
  low: number;
  high: number;
  throughput?: number;
  from: 'search' | 'runs';
  search?: number;
  /** The objective that breaks first beyond it. */
  objective?: string;
}

export type LineState =
  | { state: 'known'; line: SafeLine }
  | { state: 'not-reached'; above: number }
  | { state: 'below-all'; below: number; objective?: string }
  | { state: 'no-profile' | 'no-data' };

export interface TrafficPoint {
  id: number;
  at: string;
  value: number;
}

export interface HeadRoom {
  now: TrafficPoint;
  /** The line in the unit of the traffic. */
  line: number;
  /** What is left of the line; negative beyond it. */
  share: number;
}

export interface GoodputFigures {
  /** Good answers per second within the profile at the safe load. */
  goodput?: number;
  jobsPerHour?: number;
  costPerThousandJobs?: number;
  pricePerHour?: number;
}

export interface CapacityPage {
  choices: CapacityChoice[];
  chosen?: CapacityChoice;
  profiles: { slug: string; name: string }[];
  profile?: { slug: string; name: string; objectives: string[]; p95LimitMs?: number };
  points: CapacityPoint[];
  fit?: ScalingFit;
  curve: CurvePoint[];
  line: LineState;
  /** Levels at which Little's law is off by more than a fifth, of those where it can be told. */
  little: { checked: number; off: number };
  searches: SearchListItem[];
  traffic: { unit: LoadUnit; points: TrafficPoint[] };
  headRoom?: HeadRoom;
  forecasts: GrowthForecast[];
  whatIf: { asked: WhatIf; answer?: WhatIfAnswer; measured: number };
  goodput: GoodputFigures;
}

/** What a search was asked for. Loads are users or arrivals per second. */
export interface SearchOptions {
  from: number;
  to: number;
  tolerance: number;
  maxSteps: number;
  settleMs: number;
  /** The longest that a step counts. */
  stepMs: number;
  /** The longest that the system is waited for between steps. */
  drainMs: number;
}

/** One objective of a step, in words that a page can show. */
interface StepObjective {
  words: string;
  actual?: number;
  limit?: number;
  broke: boolean;
  critical: boolean;
}

/** What a step showed. Times in ms, rates per second. */
export interface SearchStepResult {
  holds: boolean;
  sure: boolean;
  /** How long it was measured, without settling. */
  measuredMs: number;
  requests: number;
  throughput?: number;
  p95Ms?: number;
  failureRate?: number;
  strain?: number;
  objectives: StepObjective[];
  /** Of a step that broke: why the generator may have had a part in it. */
  doubt?: string;
  /** In a sentence why it broke. */
  broke?: string;
}

/** The likeliest cause of what broke, as one step's run shows it. */
export interface SearchCause {
  title: string;
  sentence: string;
  recommendation: string;
  run: number;
}

export interface SearchStepView {
  number: number;
  load: number;
  reason: StepReason;
  status: 'running' | 'draining' | 'ended';
  run?: number;
  result?: SearchStepResult;
  /** Why the step is invalid; its load is tried again. */
  trouble?: string;
  drainMs?: number;
  startedAt: string;
}

/** What a search costs: before it, at most; afterwards, what it did. */
export interface SearchCost {
  steps: number;
  ms: number;
  /** Undefined where only the service's speed decides. */
  requests?: number;
}

export interface SearchListItem {
  id: number;
  status: SuiteStatus;
  /** Under way, but its worker does not respond. */
  isStale: boolean;
  scenario: string;
  target: string;
  familyHash: string;
  profile: string;
  unit: LoadUnit;
  result?: SearchResult;
  /** Throughput at the safe load, per second. */
  safeThroughput?: number;
  resources?: number;
  queuedAt: string;
  startedAt?: string;
  endedAt?: string;
}

export interface SearchView extends SearchListItem {
  options: SearchOptions;
  steps: SearchStepView[];
  estimate: SearchCost;
  cost: SearchCost;
  failureReason?: string;
  /** The lowest step that broke: what broke first. */
  brokeFirst?: SearchStepView;
  cause?: SearchCause;
}
