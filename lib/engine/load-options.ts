import type { TargetEndpoint } from '@/lib/plan/connection';
import type { LoadPlan } from '@/lib/plan/load-plan';
import type { SecondReport } from '@/lib/stats/windows';

/** One of several generators that share a plan: each takes every `of`-th user or arrival. */
export interface Shard {
  index: number;
  of: number;
}

export interface LoadOptions {
  plan: LoadPlan;
  target: TargetEndpoint;
  seed: number;
  /** The run's half of its requests' trace ids; left out, they have none. */
  tracePrefix?: string;
  /** Every second of the run, in order, once it is over. */
  onSecond: (report: SecondReport) => void;
}

/** `now` cuts requests off (they become *aborted*); `gracefully` lets those in flight end. */
export type StopMode = 'now' | 'gracefully';

/** What may be changed while load is sent: `level` is users in a closed model, arrivals/s in an open one. */
export type LoadChange = { kind: 'pause' } | { kind: 'resume' } | { kind: 'level'; level: number };
