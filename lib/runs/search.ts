import type { SearchResult, StepReason } from '@/lib/capacity/search/search-steps';
import type { LoadUnit } from '@/lib/plan/step-plan';
import type { SuiteStatus } from '@/lib/suites/model';

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
export interface StepObjective {
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
  /** Why its figures cannot be believed: it shows nothing, and its load is tried again. */
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
