import type { MetricChart } from '@/lib/metrics/model';
import type {
  DistributionBin,
  Environment,
  ErrorGroup,
  RunSeries,
  RunStatus,
} from '@/lib/runs/model';
import { PUBLISHED_RUNS, type PublishedRun } from '@/lib/scenarios/model';
import type { ChangeVerdict } from '@/lib/stats/compare/change-verdict';
import type { ComparedMetric } from '@/lib/stats/compare/compare-seconds';

/** A run as one side of a comparison. Times are ms. */
export interface ComparedRun {
  number: number;
  name?: string;
  scenario: string;
  target: string;
  startedAt?: string;
  durationMs: number;
  validity?: 'valid' | 'suspect' | 'invalid';
  planHash: string;
  environment?: Environment;
}

/** Something in which two runs differ, and what that means for the comparison. */
export interface Difference {
  field: string;
  base: string;
  candidate: string;
  words: string;
  /** Why there can be no verdict, in short: "different load". */
  obstacle?: string;
}

/** Latencies are ms; see MetricChange in lib/stats for the rest. */
export interface ComparedChange {
  metric: ComparedMetric;
  base?: number;
  candidate?: number;
  change?: number;
  low?: number;
  high?: number;
  /** Undefined where the runs cannot carry one. */
  verdict?: ChangeVerdict;
  /** How many more minutes of both runs it would about take to be sure; with *inconclusive* only. */
  minutesNeeded?: number;
  /** Inconclusive because of the load generators' own errors, which more data does not make smaller. */
  byGenerator?: boolean;
}

interface ShiftPoint {
  q: number;
  baseMs: number;
  candidateMs: number;
  change: number;
  low?: number;
  high?: number;
}

export interface ComparedEndpoint {
  /** '' is all together. */
  name: string;
  metrics: ComparedChange[];
  shift: ShiftPoint[];
}

export interface Comparison {
  base: ComparedRun;
  candidate: ComparedRun;
  /** Changes within this share do not matter. */
  margin: number;
  comparability: Difference[];
  /** Why there is no verdict: "different load". */
  obstacles: string[];
  endpoints: ComparedEndpoint[];
  /** Endpoints that only one of the two has. */
  onlyInBase: string[];
  onlyInCandidate: string[];
  /** Undefined where there are obstacles. */
  verdict?: ChangeVerdict;
}

/** One of the runs laid side by side. */
export type CompareSide = MeasuredSide | PublishedSide;

export interface MeasuredSide {
  kind: 'run';
  /** The run's number as text. */
  key: string;
  run: ComparedRun;
  status: RunStatus;
  requests: number;
  p95Ms?: number;
  failureRate?: number;
  requestsPerSecond?: number;
  /** On steps that all sides share. */
  series: RunSeries;
  durationMs: number;
  distribution: DistributionBin[];
  errors: ErrorGroup[];
  /** The target's own metrics, on steps of `metricStepMs`. */
  metrics: MetricChart[];
  metricStepMs: number;
  isBaseline: boolean;
}

interface PublishedSide {
  kind: 'reported';
  key: string;
  reported: PublishedRun;
}

/** What changed from the baseline to one of the others. */
export interface CandidateChange {
  key: string;
  comparability: Difference[];
  obstacles: string[];
  endpoints: ComparedEndpoint[];
  onlyInBase: string[];
  onlyInCandidate: string[];
  /** Undefined where there are obstacles, or where one of the two was not measured. */
  verdict?: ChangeVerdict;
}

const MAX_SIDES = 5;
const MIN_SIDES = 2;

/** What a comparison's address asks for: "?runs=12,15,reported-moderate&base=12&margin=5". */
export interface CompareQuery {
  /** Numbers of runs as text, or keys of reported ones; 2 to 5, each once. */
  keys: string[];
  /** The one that the others are compared with. */
  baseline: string;
  /** Changes within this share do not matter. */
  margin: number;
  /** What of the address could not be used, in sentences. */
  problems: string[];
}

const DEFAULT_MARGIN_PERCENT = 5;

/** Reads a comparison's address; undefined where it names fewer than two runs, with what is wrong. */
export function compareQuery(params: URLSearchParams): CompareQuery {
  const problems: string[] = [];
  const asked = (params.get('runs') ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter(Boolean);
  const known = [...new Set(asked)].filter((key) => {
    if (/^[1-9]\d{0,8}$/.test(key) || PUBLISHED_RUNS.some((run) => run.key === key)) return true;
    problems.push(`"${key}" is not a run number.`);
    return false;
  });
  const keys = known.slice(0, MAX_SIDES);
  if (known.length > MAX_SIDES)
    problems.push(`Up to ${MAX_SIDES} runs can be compared; showing the first ${MAX_SIDES}.`);
  if (asked.length > 0 && keys.length < MIN_SIDES)
    problems.push('Select at least two runs to compare.');
  const base = params.get('base') ?? '';
  if (base !== '' && !keys.includes(base))
    problems.push(`"${base}" is not among the compared runs.`);
  return {
    keys,
    baseline: keys.includes(base) ? base : (keys[0] ?? ''),
    margin: marginOf(params.get('margin'), problems),
    problems,
  };
}

function marginOf(text: string | null, problems: string[]): number {
  if (text === null || text.trim() === '') return DEFAULT_MARGIN_PERCENT / 100;
  const percent = Number(text.replace(/\s*%$/, ''));
  if (percent > 0 && percent <= 100) return percent / 100;
  problems.push(`The margin "${text}" is not a percentage above 0 and at most 100.`);
  return DEFAULT_MARGIN_PERCENT / 100;
}

/** The last run of a scenario on a target, and what it is most usefully compared with. */
export interface CompareSuggestion {
  scenario: string;
  target: string;
  base: number;
  candidate: number;
  /** "the baseline", "the last valid run before it". */
  why: string;
}

/** What can be laid beside other runs. */
export interface CompareChoice {
  key: string;
  label: string;
}
