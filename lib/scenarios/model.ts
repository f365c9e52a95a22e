import type { LoadShape } from '@/lib/plan/figures';
import type { LoadPlan } from '@/lib/plan/load-plan';

export interface ScenarioView {
  id: number;
  /** Unique, as typed on the command line: "moderate". */
  slug: string;
  name: string;
  description: string;
  version: number;
  builtIn: boolean;
  plan: LoadPlan;
  /** Slug of the SLA profile that its runs are judged by. */
  profile?: string;
  /** 0 for an open plan. */
  peakUsers: number;
  /** Arrivals per second, of an open plan. */
  peakRate?: number;
  durationMs: number;
  shape: LoadShape;
  runs: number;
}

/** What the original ticket claims of a scenario. Nothing of it was measured. */
export interface PublishedRun {
  key: string;
  scenario: string;
  users: number;
  durationMs: number;
  requests: number;
  failureRate: number;
  meanMs: number;
  p95Ms: number;
  requestsPerSecond: number;
}

/** As in FLOW-020's table of results; every performance test behind it was skipped. */
export const PUBLISHED_RUNS: readonly PublishedRun[] = [
  {
    key: 'reported-moderate',
    scenario: 'Moderate',
    users: 100,
    durationMs: 600_000,
    requests: 24_580,
    failureRate: 0.0058,
    meanMs: 156,
    p95Ms: 312,
    requestsPerSecond: 40.9,
  },
  {
    key: 'reported-heavy',
    scenario: 'Heavy',
    users: 200,
    durationMs: 900_000,
    requests: 52_340,
    failureRate: 0.0101,
    meanMs: 285,
    p95Ms: 612,
    requestsPerSecond: 58.2,
  },
  {
    key: 'reported-stress',
    scenario: 'Stress',
    users: 500,
    durationMs: 1_200_000,
    requests: 89_750,
    failureRate: 0.06,
    meanMs: 1245,
    p95Ms: 3580,
    requestsPerSecond: 74.8,
  },
];

/** What the ticket says of capacity, now and after scaling out; it gives no formula. */
export const PUBLISHED_CAPACITY = [
  { key: 'jobs', label: 'Concurrent jobs', now: '200', projected: '500' },
  { key: 'users', label: 'Users', now: '250', projected: '600' },
  { key: 'requestsPerSecond', label: 'Requests per second', now: '75', projected: '180' },
] as const;
