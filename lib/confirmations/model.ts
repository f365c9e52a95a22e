import type { ComparedEndpoint, ComparedRun } from '@/lib/compare/model';
import type { RunStatus } from '@/lib/runs/model';
import type { ChangeVerdict } from '@/lib/stats/compare/change-verdict';

export type Side = 'A' | 'B';

/** One of the interleaved repeats. */
export interface Repeat {
  number: number;
  side: Side;
  status: RunStatus;
  /** Under way, but its worker does not respond. */
  isStale: boolean;
  validity?: ComparedRun['validity'];
  p95Ms?: number;
  failureRate?: number;
}

/** Two neighbouring repeats, one of each side, and what they alone say of the p95 of all requests. */
export interface ConfirmedPair {
  base: number;
  candidate: number;
  change?: number;
  low?: number;
  high?: number;
}

/** Interleaved repeats of two runs, and what they say together. */
export interface Confirmation {
  id: number;
  createdAt: string;
  /** The runs that are in question. */
  base?: ComparedRun;
  candidate?: ComparedRun;
  /** Where the repeats of each side go. */
  targets: Record<Side, string>;
  margin: number;
  repeats: Repeat[];
  /** Of pairs both of whose runs are finished and not invalid. */
  pairs: ConfirmedPair[];
  /** Pooled over the pairs; empty before the first. */
  endpoints: ComparedEndpoint[];
  /** About how many more pairs it would take, where it is not clear. */
  pairsNeeded?: number;
  verdict: ChangeVerdict;
}

/** A confirmation as a link to it. */
export interface ConfirmationItem {
  id: number;
  createdAt: string;
  repeats: number;
  ended: number;
}
