import type { RunStatus } from '@/lib/plan/run-status';
import type { Verdict } from '@/lib/verdict/model';

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
