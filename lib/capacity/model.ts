import type { LoadUnit } from '@/lib/plan/step-plan';
import type { SearchListItem } from '@/lib/runs/search';
import type { ScalingFit } from './fitting/fit-scaling';
import type { GrowthForecast } from './fitting/growth';
import type { WhatIf, WhatIfAnswer } from './fitting/what-if';

/** Runs that ask a target for the same, whatever their size: they make one curve. */
export interface CapacityChoice {
  target: string;
  familyHash: string;
  /** Names of the scenarios whose runs are among them. */
  scenarios: string[];
  unit: LoadUnit;
  runs: number;
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
